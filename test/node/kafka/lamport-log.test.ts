/** Lamport logs: offsets without agreement, and readers that never miss what comes to lie before what they have read. */

import test from 'ava';
import * as fc from 'fast-check';
import { type QueueEntry, LamportLog } from '../../../node/kafka/lamport-log.js';

function entry(stamp: number, message: unknown, key = 'a'): QueueEntry {
  return { stamp, key, message };
}

test('a node alone gives 1, 2, 3, ... and shows all at once', (t) => {
  const log = new LamportLog(0, 1);
  t.deepEqual(
    ['x', 'y'].map((message) => log.offset(log.append('a', message))),
    [1, 2],
  );
  t.deepEqual(log.read('a', 0, 9), [
    [1, 'x'],
    [2, 'y'],
  ]);
  t.deepEqual(log.read('a', 2, 9), [[2, 'y']]);
  t.deepEqual(log.read('a', 0, 1), [[1, 'x']]);
  t.deepEqual(log.read('b', 0, 9), []);
});

test('an offset is the stamp times the nodes plus the number of the node', (t) => {
  const log = new LamportLog(2, 3);
  t.is(log.offset(log.append('a', 'x')), 5);
  log.receive(0, 0, [], 10);
  t.is(log.offset(log.append('a', 'y')), 35);
});

test('an entry is shown when every node has promised to add nothing before it', (t) => {
  const log = new LamportLog(0, 3);
  log.append('a', 'x');
  t.deepEqual(log.read('a', 0, 9), []);
  log.receive(1, 0, [entry(1, 'y')], 1);
  t.is(log.horizon, 0);
  t.deepEqual(log.behind(1), [2]);
  log.receive(2, 0, [], 1);
  t.deepEqual(log.behind(1), []);
  t.deepEqual(log.read('a', 0, 9), [
    [3, 'x'],
    [4, 'y'],
  ]);
});

test('entries behind a gap are not taken, nor is the promise; that there is more is known', (t) => {
  const log = new LamportLog(0, 2);
  log.receive(1, 1, [entry(2, 'y')], 2);
  t.is(log.known(1), 0);
  t.is(log.horizon, 0);
  t.is(log.clock, 2);
  t.deepEqual(log.behind(log.clock), [1]);
  log.receive(1, 0, [entry(1, 'x'), entry(2, 'y')], 2);
  t.deepEqual(log.read('a', 0, 9), [
    [3, 'x'],
    [5, 'y'],
  ]);
});

test('what comes twice, or late, changes nothing', (t) => {
  const log = new LamportLog(0, 2);
  log.receive(1, 0, [entry(1, 'x'), entry(2, 'y')], 5);
  log.receive(1, 0, [entry(1, 'x')], 1);
  log.receive(1, 1, [entry(2, 'y')], 2);
  t.is(log.known(1), 2);
  t.is(log.horizon, 5);
  t.is(log.read('a', 0, 9).length, 2);
});

test('its own entries from before a restart keep their offsets, and new ones come behind', (t) => {
  const log = new LamportLog(0, 2);
  log.restore(entry(3, 'x'));
  log.advanceTo(7);
  t.is(log.append('a', 'y').stamp, 8);
  t.deepEqual(
    log.own(0).map(({ stamp }) => stamp),
    [3, 8],
  );
  t.deepEqual(
    log.own(1).map(({ message }) => message),
    ['y'],
  );
});

test('a node that does not exist is our own mistake', (t) => {
  t.throws(() => new LamportLog(0, 2).known(2), { instanceOf: RangeError });
});

const NODES = 3;
const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), node: fc.nat(NODES - 1) }),
  // What one node tells another: what was on the way since some moment, perhaps not the next, perhaps again.
  fc.record({
    kind: fc.constant('tell' as const),
    node: fc.nat(NODES - 1),
    to: fc.nat(NODES - 1),
    back: fc.nat(3),
  }),
);

test('whatever is lost, repeated and late: what a node shows only ever grows at its end, and all show the same in the end', (t) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const logs = Array.from({ length: NODES }, (_, node) => new LamportLog(node, NODES));
      const shown = logs.map((): readonly unknown[] => []);
      let count = 0;
      const tell = (node: number, to: number, back: number): void => {
        const [from, into] = [logs[node] as LamportLog, logs[to] as LamportLog];
        const first = Math.max(0, into.known(node) - back + 1);
        if (node !== to) into.receive(node, first, from.own(first), from.clock);
      };
      const look = (): void => {
        for (const [node, log] of logs.entries()) {
          const now = log.read('a', 0, Infinity);
          t.deepEqual(now.slice(0, shown[node]?.length), shown[node]);
          shown[node] = now;
        }
      };
      for (const each of steps) {
        if (each.kind === 'append') (logs[each.node] as LamportLog).append('a', count++);
        else tell(each.node, each.to, each.back);
        look();
      }
      for (let round = 0; round < 3; round++) {
        for (let a = 0; a < NODES; a++) for (let b = 0; b < NODES; b++) tell(a, b, 1);
      }
      look();
      for (const each of shown) {
        t.deepEqual(each, shown[0]);
        t.is(each.length, count);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});
