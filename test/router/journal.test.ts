/** The journal's lines, letter by letter: others read them. */

import test from 'ava';
import type { Message } from '../../node/index.js';
import { Envelope, Journals, NdjsonJournal } from '../../router/index.js';
import { RecordingJournal } from './recording-journal.js';

function written(tell: (journal: NdjsonJournal) => void): readonly string[] {
  const lines: string[] = [];
  tell(new NdjsonJournal((line) => lines.push(line)));
  return lines;
}

const LINE = '{"src":"n1", "dest":"n3", "body":{"type":"x","n":9223372036854775807,"f":1.0}}';
const ENVELOPE = new Envelope(17, JSON.parse(LINE) as Message, LINE);

test('a send holds the message as its sender wrote it', (t) => {
  t.deepEqual(
    written((journal) => journal.send(4_100_000_000, ENVELOPE)),
    [
      '{"time":4100000000,"type":"send","message":{"id":17,"src":"n1", "dest":"n3", "body":{"type":"x","n":9223372036854775807,"f":1.0}}}',
    ],
  );
});

test('a send says how often the message will end, if that is more than once', (t) => {
  const twice = new Envelope(3, { src: 'n1', dest: 'n2', body: {} }, undefined, false, 2);
  t.deepEqual(
    written((journal) => journal.send(5, twice)),
    ['{"time":5,"type":"send","copies":2,"message":{"id":3,"src":"n1","dest":"n2","body":{}}}'],
  );
});

test('a delivery and a drop refer to the message by its number', (t) => {
  t.deepEqual(
    written((journal) => {
      journal.receive(0, ENVELOPE);
      for (const reason of ['partition', 'loss', 'dead', 'overflow', 'closed'] as const) {
        journal.drop(5, ENVELOPE, reason);
      }
    }),
    [
      '{"time":0,"type":"recv","id":17}',
      '{"time":5,"type":"drop","id":17,"reason":"partition"}',
      '{"time":5,"type":"drop","id":17,"reason":"loss"}',
      '{"time":5,"type":"drop","id":17,"reason":"dead"}',
      '{"time":5,"type":"drop","id":17,"reason":"overflow"}',
      '{"time":5,"type":"drop","id":17,"reason":"closed"}',
    ],
  );
});

test('a fault is a word and a sentence, whatever is in them', (t) => {
  t.deepEqual(
    written((journal) => journal.fault(3_200_000_000, 'crash', 'n1 said "bye"\n')),
    ['{"time":3200000000,"type":"fault","fault":"crash","text":"n1 said \\"bye\\"\\n"}'],
  );
});

test('several journals are told the same, in their order', (t) => {
  const first = new RecordingJournal();
  const order: string[] = [];
  const second = new NdjsonJournal((line) => order.push(`${first.events.length} ${JSON.parse(line).type}`));
  const journals = new Journals([first, second]);
  journals.send(1, ENVELOPE);
  journals.receive(2, ENVELOPE);
  journals.drop(3, ENVELOPE, 'loss');
  journals.fault(4, 'heal', 'all links are open');
  t.deepEqual(first.events, [
    '1 send #17 n1>n3',
    '2 recv #17',
    '3 drop #17 loss',
    '4 fault heal: all links are open',
  ]);
  t.deepEqual(order, ['1 send', '2 recv', '3 drop', '4 fault']);
});

test('a delivery of a damaged message holds the line that arrived', (t) => {
  const message = { src: 'n1', dest: 'n2', body: { n: 1 } };
  const envelope = new Envelope(3, message, undefined, false, 1, [{ place: 0, bit: 0 }]);
  t.deepEqual(
    written((journal) => journal.receive(5, envelope)),
    [
      '{"time":5,"type":"recv","id":3,"line":"{\\"id\\":3,\\"src\\":\\"n1\\",\\"dest\\":\\"n2\\",\\"body\\":z\\"n\\":1}}"}',
    ],
  );
});
