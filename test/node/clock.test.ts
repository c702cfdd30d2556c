/** The system's clock: never early, cancellable, and able to wait for longer than `setTimeout` is. */

import test from 'ava';
import { MILLISECOND, SECOND, SystemClock } from '../../node/index.js';

test('time is whole nanoseconds since the clock was made, and never goes backwards', (t) => {
  const clock = new SystemClock();
  let last = 0;
  for (let i = 0; i < 1000; i++) {
    const now = clock.now();
    t.true(Number.isInteger(now) && now >= last);
    last = now;
  }
  t.true(last < 60 * SECOND);
});

test('a callback runs once, and not before its time', async (t) => {
  const clock = new SystemClock();
  const runs: number[] = [];
  for (const delay of [1, 0.3 * MILLISECOND, 5.2 * MILLISECOND]) {
    const due = clock.now() + delay;
    clock.schedule(delay, () => runs.push(clock.now() - due));
  }
  await new Promise<void>((resolve) => {
    clock.schedule(20 * MILLISECOND, resolve);
  });
  t.is(runs.length, 3);
  // Node truncates the time that a timer starts at to milliseconds.
  for (const late of runs) t.true(late > -MILLISECOND, `${late} ns late`);
});

test('a callback without delay runs after what is at hand, and in the order of scheduling', async (t) => {
  const clock = new SystemClock();
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    clock.schedule(0, () => order.push('first'));
    clock.schedule(-5, () => order.push('second'));
    clock.schedule(0, resolve);
    queueMicrotask(() => order.push('continuation'));
    process.nextTick(() => order.push('tick'));
  });
  t.deepEqual(order, ['continuation', 'tick', 'first', 'second'].toSorted(byPlaceIn(order)));
  t.deepEqual(order.slice(2), ['first', 'second']);
});

function byPlaceIn(order: readonly string[]): (a: string, b: string) => number {
  return (a, b) => order.indexOf(a) - order.indexOf(b);
}

test('a cancelled callback never runs, however often it is cancelled', async (t) => {
  const clock = new SystemClock();
  for (const delay of [0, MILLISECOND]) {
    const timer = clock.schedule(delay, () => t.fail());
    timer.cancel();
    timer.cancel();
  }
  await new Promise<void>((resolve) => {
    const last = clock.schedule(5 * MILLISECOND, () => {
      last.cancel();
      resolve();
    });
  });
  t.pass();
});

test('a callback in fifty days does not run today', async (t) => {
  // setTimeout takes 24.8 days at most, and runs what is later than that at once.
  const clock = new SystemClock();
  const timer = clock.schedule(50 * 24 * 3600 * SECOND, () => t.fail());
  await new Promise<void>((resolve) => {
    clock.schedule(10 * MILLISECOND, resolve);
  });
  timer.cancel();
  t.pass();
});
