/** JSON taken apart as text: it is the same value as `JSON.parse` sees, and each number as it was written. */

import test from 'ava';
import * as fc from 'fast-check';
import { compactJson, mayLoseDigits, membersOf, textAt } from '../../../node/protocol/json-text.js';

test('white space between tokens goes, and strings are spelled in one way', (t) => {
  t.is(
    compactJson(' { "a b" : [ 1 , 2.50,\t-0.0 ] ,\n "\\u00e9\\/" : "x  \\" y\\\\" } '),
    '{"a b":[1,2.50,-0.0],"é/":"x  \\" y\\\\"}',
  );
});

test('compact text of what JSON.stringify wrote is that text, however it was indented', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, indent) => {
      t.is(compactJson(JSON.stringify(value, null, indent)), JSON.stringify(value));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('the members of an object are those that JSON.parse sees', (t) => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(object, fc.integer({ min: 0, max: 3 }), (value, indent) => {
      const members = membersOf(JSON.stringify(value, null, indent));
      const read = members.map(({ key, value: text }) => [key, JSON.parse(text) as unknown]);
      t.deepEqual(read, Object.entries(JSON.parse(JSON.stringify(value)) as object));
      const texts = membersOf(JSON.stringify(value, null, indent)).map((member) => member.text);
      t.is(`{${texts.join(',')}}`, texts.length === 0 ? '{}' : JSON.stringify(value, null, indent));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a value is found by its path, the last of one name; numbers are as they were written', (t) => {
  const text = '{"a":{"n":1},"x":["a"], "a" : {"n": 9007199254740993 , "m":"}"}}';
  t.is(textAt(text, ['a', 'n']), '9007199254740993');
  t.is(textAt(text, ['a']), '{"n": 9007199254740993 , "m":"}"}');
  t.is(textAt(text, []), text);
  for (const path of [['b'], ['x', 'a'], ['a', 'n', 'm'], ['m']]) t.is(textAt(text, path), undefined);
});

test('a body nested deeper than the stack is text like any other', (t) => {
  const deep = `{"a":${'['.repeat(200_000)}1${']'.repeat(200_000)},"b":2}`;
  t.is(textAt(deep, ['b']), '2');
  t.is(compactJson(deep), deep);
});

for (const [text, may] of [
  ['{"n":9007199254740993}', true],
  ['{"n":0.12345678901234567}', true],
  ['{"n":1e400}', true],
  ['{"n":123456789012345}', false],
  ['{"type":"gossip","values":[1,2.5]}', false],
] as const) {
  test(`${text} ${may ? 'may lose digits' : 'loses nothing'}`, (t) => {
    t.is(mayLoseDigits(text), may);
  });
}

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
