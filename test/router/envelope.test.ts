/** What a receiver is handed: the sender's own text under the network's number. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Message } from '../../node/index.js';
import { Envelope } from '../../router/index.js';

/** The text that is delivered for a line, as message 7. */
function delivered(line: string): string {
  return new Envelope(7, JSON.parse(line) as Message, line).text;
}

const KEPT: readonly (readonly [title: string, line: string, text: string])[] = [
  [
    'integers past 2^53',
    '{"src":"n1","dest":"n2","body":{"n":9223372036854775807,"m":-18446744073709551616}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"n":9223372036854775807,"m":-18446744073709551616}}',
  ],
  [
    'the spelling of numbers',
    '{"src":"n1","dest":"n2","body":{"a":1.0,"b":1e400,"c":-0,"d":0.10,"e":1E+2}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"a":1.0,"b":1e400,"c":-0,"d":0.10,"e":1E+2}}',
  ],
  [
    'unicode, escaped or not, lone surrogates included',
    '{"src":"n1","dest":"n2","body":{"ключ":"\\u00e9é😀\\ud83d\u2028"}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"ключ":"\\u00e9é😀\\ud83d\u2028"}}',
  ],
  [
    'the order of keys, and keys that come twice',
    '{"body":{"b":1,"a":2,"1":3,"a":4},"dest":"n2","src":"n1"}',
    '{"id":7,"body":{"b":1,"a":2,"1":3,"a":4},"dest":"n2","src":"n1"}',
  ],
  [
    'white space, save at the ends',
    ' \t{ "src" : "n1",\t"dest":"n2", "body":{ } } ',
    '{"id":7, "src" : "n1",\t"dest":"n2", "body":{ } }',
  ],
  [
    'ids in the body, and texts that look like one',
    '{"src":"n1","dest":"n2","body":{"id":1,"x":{"id":2},"y":[{"id":3}],"z":",\\"id\\":4}"}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"id":1,"x":{"id":2},"y":[{"id":3}],"z":",\\"id\\":4}"}}',
  ],
];

for (const [title, line, text] of KEPT) {
  test(`a line keeps ${title}`, (t) => {
    t.is(delivered(line), text);
  });
}

const REPLACED: readonly (readonly [title: string, line: string, text: string])[] = [
  [
    'first',
    '{"id":99,"src":"n1","dest":"n2","body":{"id":1}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"id":1}}',
  ],
  [
    'in the middle',
    '{"src":"n1", "id" : 99 ,"dest":"n2","body":{}}',
    '{"id":7,"src":"n1","dest":"n2","body":{}}',
  ],
  [
    'last',
    '{"src":"n1","dest":"n2","body":{"a":[1,{"id":2}]},"id":99}',
    '{"id":7,"src":"n1","dest":"n2","body":{"a":[1,{"id":2}]}}',
  ],
  [
    'twice',
    '{"id":1,"src":"n1","id":2,"dest":"n2","body":{"n":9223372036854775807}}',
    '{"id":7,"src":"n1","dest":"n2","body":{"n":9223372036854775807}}',
  ],
  [
    'behind a text full of brackets, quotes and backslashes',
    '{"body":{"t":"}]{[,\\"id\\":5,\\\\"},"src":"n1","dest":"n2","id":99}',
    '{"id":7,"body":{"t":"}]{[,\\"id\\":5,\\\\"},"src":"n1","dest":"n2"}',
  ],
  [
    'spelled with an escape',
    '{"\\u0069d":99,"src":"n1","dest":"n2","body":{}}',
    '{"id":7,"src":"n1","dest":"n2","body":{}}',
  ],
];

for (const [title, line, text] of REPLACED) {
  test(`an id that the sender put ${title} is replaced by the network's`, (t) => {
    t.is(delivered(line), text);
  });
}

test('a message that never was a line becomes one when it is asked for: id, src, dest, body', (t) => {
  const envelope = new Envelope(3, { id: 99, src: 'c1', dest: 'n1', body: { type: 'echo', msg_id: 1 } });
  t.is(envelope.text, '{"id":3,"src":"c1","dest":"n1","body":{"type":"echo","msg_id":1}}');
});

test('an envelope is for a client where one of its ends is called c', (t) => {
  const forClient = (src: string, dest: string): boolean =>
    new Envelope(0, { src, dest, body: {} }).forClient;
  t.deepEqual(
    [forClient('n1', 'n2'), forClient('c1', 'n2'), forClient('n1', 'c2'), forClient('n1', 'lin-kv')],
    [false, true, true, false],
  );
});

test('a copy has the same number and text, and a body of its own', (t) => {
  const line = '{"src":"n1","dest":"n2","body":{"n":9223372036854775807,"list":[1]}}';
  const envelope = new Envelope(7, JSON.parse(line) as Message, line);
  const copy = envelope.copy();
  t.is(copy.id, 7);
  t.is(copy.text, envelope.text);
  t.deepEqual(copy.body, envelope.body);
  t.not(copy.body['list'], envelope.body['list']);
});

test('whatever the body, and wherever the id, the delivered text says the same message with the new id', (t) => {
  const key = fc.oneof(
    fc.constantFrom('id', 'src', 'body', '"', '\\', '{', '}'),
    fc.string({ unit: 'grapheme' }),
  );
  const value = fc.oneof(
    fc.jsonValue({ stringUnit: 'binary' }),
    fc.constantFrom<fc.JsonValue>('","id":1}', '\\', '{"id":[', { id: { id: 1 } }, [{ id: 2 }]),
  );
  fc.assert(
    fc.property(
      fc.dictionary(key, value),
      fc.shuffledSubarray(['src', 'dest', 'body', 'id'], { minLength: 4 }),
      fc.record({ indent: fc.nat(3), numbered: fc.boolean() }),
      (body, order, { indent, numbered }) => {
        const message: Record<string, unknown> = {};
        const values = { src: 'n"1', dest: '}n2', body, id: 99 };
        for (const name of order) {
          if (name !== 'id' || numbered) message[name] = values[name as keyof typeof values];
        }
        const line = JSON.stringify(message, null, indent).replaceAll('\n', ' ');
        t.deepEqual(JSON.parse(delivered(line)), { ...JSON.parse(line), id: 7 });
        t.true(delivered(line).startsWith('{"id":7,'));
      },
    ),
    { numRuns: 500 },
  );
});
