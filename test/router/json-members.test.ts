/** Members of a JSON object as they are written. */

import * as fc from 'fast-check';
import test from 'ava';
import { membersOf } from '../../router/json-members.js';

for (const [text, expected] of [
  ['{}', []],
  ['{ }', []],
  ['{"a":1}', [['a', '1']]],
  [
    '{ "a" : 1.50 , "b":[1, {"c":2}] }',
    [
      ['a', '1.50'],
      ['b', '[1, {"c":2}]'],
    ],
  ],
  ['{"a,}\\"":"x,{[\\\\"}', [['a,}"', '"x,{[\\\\"']]],
  [
    '{"\\u0061":{"a":{}},"n":null}',
    [
      ['a', '{"a":{}}'],
      ['n', 'null'],
    ],
  ],
  [
    '{"a":1,"a":2}',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
] as const) {
  test(`${text} has ${expected.length} members`, (t) => {
    t.deepEqual(
      membersOf(text).map(({ key, value }) => [key, value]),
      expected.map((member) => [...member]),
    );
  });
}

test('the members of any object, in any spelling, are those that JSON.parse sees', (t) => {
  const objects = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(objects, fc.nat(3), (object, indent) => {
      const text = JSON.stringify(object, null, indent);
      const parsed = JSON.parse(text) as object;
      const members = membersOf(text).map(({ key, value }) => [key, JSON.parse(value) as unknown]);
      t.deepEqual(Object.fromEntries(members), parsed);
      t.is(
        `{${membersOf(text)
          .map((member) => member.text)
          .join(',')}}`,
        members.length === 0 ? '{}' : text,
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});
