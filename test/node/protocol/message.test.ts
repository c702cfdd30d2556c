/** What counts as an object, whose ids are clients', and which lines are messages. */

import test from 'ava';
import { isClientId, isObject, readMessage } from '../../../node/index.js';

test('only an object that is neither null nor an array is one', (t) => {
  for (const value of [{}, { a: 1 }]) t.true(isObject(value));
  for (const value of [null, undefined, [], 'text', 1, true, () => {}]) t.false(isObject(value));
});

test('ids that begin with a small c are clients', (t) => {
  for (const id of ['c', 'c1', 'client']) t.true(isClientId(id));
  for (const id of ['', 'n1', 'C1', 'lin-kv', ' c1']) t.false(isClientId(id));
});

test('a line is a message when it is an object with src, dest and body', (t) => {
  const line = '{"id": 5, "src": "c1", "dest": "n1", "more": 1, "body": {"type": "echo", "echo": [1]}}';
  t.deepEqual(readMessage(line), { src: 'c1', dest: 'n1', body: { type: 'echo', echo: [1] } });
  t.deepEqual(readMessage('{"src":"","dest":"","body":{}}'), { src: '', dest: '', body: {} });
});

const REFUSED: readonly (readonly [line: string, wrong: RegExp])[] = [
  ['', /^not JSON \(.+\)$/],
  ['hello', /^not JSON \(.+\)$/],
  ['{"src": "c1"', /^not JSON \(.+\)$/],
  ['{} {}', /^not JSON \(.+\)$/],
  ['null', /^expected a JSON object$/],
  ['[{"src":"c1","dest":"n1","body":{}}]', /^expected a JSON object$/],
  ['"text"', /^expected a JSON object$/],
  ['{}', /^expected an object with src, dest and body$/],
  ['{"src":1,"dest":"n1","body":{}}', /^expected an object with src, dest and body$/],
  ['{"src":"c1","dest":null,"body":{}}', /^expected an object with src, dest and body$/],
  ['{"src":"c1","dest":"n1","body":[]}', /^expected an object with src, dest and body$/],
  ['{"src":"c1","dest":"n1","body":"text"}', /^expected an object with src, dest and body$/],
];

for (const [line, wrong] of REFUSED) {
  test(`no message: ${line === '' ? 'an empty line' : line}`, (t) => {
    const read = readMessage(line);
    t.regex(typeof read === 'string' ? read : 'a message', wrong);
  });
}
