/** A node's sense of time: how late its timers are, and how long it remembers. */

import test from 'ava';
import { NodeTime } from '../../../node/gossip/node-time.js';
import { FakeTime } from '../../fake-time.js';

/** A node's time, and the time of its machine. */
function stage(): { time: NodeTime; machine: FakeTime } {
  const machine = new FakeTime();
  return { time: new NodeTime({ now: machine.now, after: machine.after }), machine };
}

/** Lets timers that fell due meanwhile fire after so long, and not before. */
function fireAfter(machine: FakeTime, ms: number): void {
  machine.stall(ms);
  machine.pass(0);
}

/** What a timer of 100 ms tells that fires after so long, and the lag right then. */
function late(afterMs: number): readonly [told: number, lag: number] {
  const { time, machine } = stage();
  let told = -1;
  time.after(100, (lateMs) => (told = lateMs));
  fireAfter(machine, afterMs);
  return [told, time.lagMs];
}

test('a timer that is late by what any timer may be late by is not late', (t) => {
  t.deepEqual(late(100), [0, 0]);
  t.deepEqual(late(101), [0, 0]);
});

test('a timer tells how late it is, and that is the lag', (t) => {
  t.deepEqual(late(151), [50, 50]);
});

test('a node that stood still was not busy for all that time', (t) => {
  t.deepEqual(late(10_101), [10_000, 500]);
});

test('the lag is forgotten by half in a second, and a smaller one does not replace it', (t) => {
  const { time, machine } = stage();
  time.after(0, () => {});
  fireAfter(machine, 101);
  t.is(time.lagMs, 100);
  time.after(0, () => {});
  fireAfter(machine, 11);
  t.true(time.lagMs > 99 && time.lagMs < 100);
  machine.pass(989);
  t.true(Math.abs(time.lagMs - 50) < 0.01);
});
