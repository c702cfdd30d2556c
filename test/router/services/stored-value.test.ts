/** When two values are the same to a service. */

import * as fc from 'fast-check';
import test from 'ava';
import { StoredValue } from '../../../router/services/stored-value.js';

const same = (a: string, b: string): boolean => new StoredValue(a).same(new StoredValue(b));

for (const [a, b] of [
  ['1', ' 1 '.trim()],
  ['{"a":1,"b":[2]}', '{ "b": [ 2 ], "a": 1 }'],
  ['"a\\u0062"', '"ab"'],
  ['1.0', '1.00'],
  ['1e2', '100.0'],
  ['-0', '0'],
  ['[]', '[ ]'],
  ['{"a":{"c":1,"b":2}}', '{"a":{"b":2,"c":1}}'],
  ['"\\\\"', '"\\u005c"'],
] as const) {
  test(`${a} and ${b} are the same`, (t) => t.true(same(a, b) && same(b, a)));
}

for (const [a, b] of [
  ['1', '1.0'],
  ['1', '"1"'],
  ['1.0', '"~1"'],
  ['100', '1e2'],
  ['9007199254740993', '9007199254740992'],
  ['[9007199254740993]', '[9007199254740992]'],
  ['[1,2]', '[2,1]'],
  ['null', 'false'],
  ['null', '{}'],
  ['"a"', '"$a"'],
  ['{"a":1}', '{"a":1,"b":null}'],
  ['{"1":1}', '{"2":1}'],
  ['"1e2"', '"100"'],
  ['"\\"1"', '"\\"2"'],
] as const) {
  test(`${a} and ${b} are not the same`, (t) => t.false(same(a, b) || same(b, a)));
}

test('values that JavaScript holds exactly are the same where their JSON is', (t) => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const law = fc.property(json, (value) => {
    const text = JSON.stringify(value);
    t.true(same(text, JSON.stringify(JSON.parse(text), null, 2)), text);
  });
  fc.assert(law, { seed: 1, numRuns: 300 });
});
