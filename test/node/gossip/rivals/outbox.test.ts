/** Values on their way: together, acknowledged by message, repeated until they are. */

import test from 'ava';
import { Outbox } from '../../../../node/gossip/rivals/outbox.js';
import type { Surroundings } from '../../../../node/gossip/strategy.js';
import { type Body, MILLISECOND, Random } from '../../../../node/index.js';
import { VirtualClock } from '../../../../router/index.js';

function stage(): { outbox: Outbox; sent: [string, Body][]; pass: (ms: number) => Promise<void> } {
  const clock = new VirtualClock();
  const sent: [string, Body][] = [];
  const surroundings: Surroundings = {
    self: 'n1',
    nodes: ['n1', 'n2', 'n3'],
    random: new Random(1),
    now: () => clock.now() / MILLISECOND,
    after: (delayMs, callback) => clock.schedule(delayMs * MILLISECOND, callback),
    send: (dest, body) => sent.push([dest, body]),
    learned: () => {},
  };
  const pass = (ms: number): Promise<void> =>
    clock.drive(() => new Promise((resolve) => clock.schedule(ms * MILLISECOND, resolve)));
  return { outbox: new Outbox(surroundings), sent, pass };
}

test('what is added while it is held travels together, and again each time until it is acknowledged', async (t) => {
  const { outbox, sent, pass } = stage();
  outbox.add('n2', 'a');
  outbox.deliver('n2', 10, 100);
  outbox.add('n2', { b: 1 });
  await pass(50);
  t.deepEqual(sent, [['n2', { type: 'gossip', values: ['a', { b: 1 }], no: 1 }]]);
  outbox.add('n2', 'c');
  outbox.deliver('n2', 10, 100);
  await pass(20);
  t.deepEqual(sent[1]?.[1]['values'], ['c']);
  await pass(40);
  t.deepEqual(sent[2]?.[1], { type: 'gossip', values: ['a', { b: 1 }, 'c'], no: 3 });
  outbox.receive('n2', { type: 'gossip', ack: 1 });
  t.is(outbox.lacking('n2'), 1);
  outbox.receive('n2', { type: 'gossip', ack: 3 });
  t.is(outbox.lacking('n2'), 0);
  await pass(1000);
  t.is(sent.length, 3);
  t.is(outbox.messagesSent, 3);
});

test('values that come are acknowledged, and need not go back', (t) => {
  const { outbox, sent } = stage();
  outbox.add('n3', { b: 1 });
  t.deepEqual(outbox.receive('n3', { type: 'gossip', values: [{ b: 1 }, 2], no: 7 }), [{ b: 1 }, 2]);
  t.deepEqual(sent, [['n3', { type: 'gossip', ack: 7 }]]);
  t.is(outbox.lacking('n3'), 0);
  t.deepEqual(outbox.receive('n9', { type: 'gossip', values: [1], no: 1 }), []);
});
