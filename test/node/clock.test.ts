/** The system's clock: what any clock promises, and what only this one does. */

import test from 'ava';
import { MILLISECOND, SECOND, SystemClock } from '../../node/index.js';
import { clockContract } from './clock-contract.js';

clockContract(
  "the system's clock",
  () => {
    const clock = new SystemClock();
    return { clock, pass: (delay) => new Promise((resolve) => void clock.schedule(delay, resolve)) };
    // Node truncates the time that a timer starts at to milliseconds.
  },
  MILLISECOND,
);

test('time is counted from when the clock was made', (t) => {
  const [first, second] = [new SystemClock(), new SystemClock()];
  t.true(second.now() <= first.now());
  t.true(first.now() < 60 * SECOND);
});

test('a timer keeps the process running, unless its clock was made not to', (t) => {
  const running = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const count = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length - running;
  const idle = new SystemClock({ keepAlive: false }).schedule(3600 * SECOND, () => {});
  t.is(count(), 0);
  const busy = new SystemClock().schedule(3600 * SECOND, () => {});
  t.is(count(), 1);
  idle.cancel();
  busy.cancel();
  t.is(count(), 0);
});
