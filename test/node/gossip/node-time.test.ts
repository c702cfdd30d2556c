/** A node's sense of time: how late its timers are, and how long it remembers. */

import test from 'ava';
import { NodeTime } from '../../../node/gossip/node-time.js';

/** Timers that fire when they are told to. */
function stage(): { time: NodeTime; pass: (ms: number) => void; fire: () => void } {
  let now = 0;
  let callback = (): void => {};
  const after = (_delayMs: number, then: () => void): { cancel: () => void } => {
    callback = then;
    return { cancel: () => {} };
  };
  return {
    time: new NodeTime({ now: () => now, after }),
    pass: (ms) => (now += ms),
    fire: () => callback(),
  };
}

/** What a timer of 100 ms tells that fires after so long, and the lag right then. */
function late(afterMs: number): readonly [told: number, lag: number] {
  const { time, pass, fire } = stage();
  let told = -1;
  time.after(100, (lateMs) => (told = lateMs));
  pass(afterMs);
  fire();
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
  const { time, pass, fire } = stage();
  time.after(0, () => {});
  pass(101);
  fire();
  t.is(time.lagMs, 100);
  time.after(0, () => {});
  pass(11);
  fire();
  t.true(time.lagMs > 99 && time.lagMs < 100);
  pass(989);
  t.true(Math.abs(time.lagMs - 50) < 0.01);
});
