import test from 'ava';
import { excerptOf } from '../../../../harness/serve/live/excerpt.js';
import { Tally } from '../../../../harness/serve/live/tally.js';
import type { JournalEvent } from '../../../../harness/store/journal-reader.js';

const send = (id: number, src: string, dest: string, body: Record<string, unknown>): JournalEvent => ({
  type: 'send',
  time: 1e9,
  message: { id, src, dest, body },
});

test('messages between servers are rows and are counted; those of clients are ticks', (t) => {
  const tally = new Tally();
  t.deepEqual(tally.event(send(1, 'n1', 'n2', { type: 'gossip', msg_id: 4, values: [1] })), {
    kind: 'send',
    at: 1,
    id: 1,
    from: 'n1',
    to: 'n2',
    type: 'gossip',
    body: '{"values":[1]}',
  });
  t.like(tally.event(send(2, 'c1', 'n2', { type: 'read' })), { kind: 'request', node: 'n2' });
  t.like(tally.event(send(3, 'n2', 'c1', { type: 'read_ok' })), { kind: 'reply', node: 'n2' });
  t.like(tally.event(send(4, 'n2', 'c1', { type: 'error' })), { kind: 'error' });
  t.is(tally.event({ type: 'recv', time: 2e9, id: 2 }), undefined);
  t.deepEqual(tally.event({ type: 'recv', time: 2e9, id: 1 }), { kind: 'receive', at: 2, id: 1 });
  t.like(tally.event({ type: 'drop', time: 2e9, id: 9, reason: 'loss' }), { kind: 'drop', reason: 'loss' });
  t.like(tally.counts, { sent: 1, dropped: 1 });
});

test('operations of clients are counted by what came of them', (t) => {
  const tally = new Tally();
  for (const [process, type] of [
    [0, 'invoke'],
    [0, 'ok'],
    [1, 'invoke'],
    [1, 'fail'],
    [2, 'invoke'],
    [2, 'info'],
    ['nemesis', 'info'],
    [3, 'constructor'],
  ]) {
    tally.operation({ process, type });
  }
  t.like(tally.counts, { invoked: 3, ok: 1, fail: 1, info: 1 });
});

test('what ends a fault is not counted as one', (t) => {
  const tally = new Tally();
  const cases = [
    ['partition', 'one: n1 | n2'],
    ['heal', 'all links are open'],
    ['kill', 'n1'],
    ['restart', 'n1'],
    ['loss', 'each message between nodes is lost with probability 0.1'],
    ['loss', 'each message between nodes is lost with probability 0'],
    ['reorder', 'each message between nodes is held back with probability 0, for up to 5 ms'],
  ] as const;
  for (const [fault, text] of cases) tally.event({ type: 'fault', time: 0, fault, text });
  t.is(tally.counts.faults, 3);
});

test('a row is short, whatever the message', (t) => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  const long = 'x'.repeat(1e6);
  const row = new Tally().event(send(1, long, 'n2', { type: long, [long]: long, deep }));
  t.true(JSON.stringify(row).length < 400);
});

test('an excerpt is JSON as far as it goes', (t) => {
  t.is(excerptOf({ a: [1, 'x', null], b: { c: true } }, 80), '{"a":[1,"x",null],"b":{"c":true}}');
  t.is(excerptOf([[[[[[[1]]]]]], { a: 1 }], 80), '[[[[[[[…]]]]]],{"a":1}]');
  t.is(
    excerptOf(
      Array.from({ length: 1e6 }, () => 7),
      10,
    ),
    '[7,7,7,7,7…',
  );
});
