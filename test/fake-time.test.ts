/** The time that other tests trust. */

import test from 'ava';
import { FakeTime } from './fake-time.js';

/** A time, and what happened in it, each with its instant. */
function noted(): { time: FakeTime; log: string[]; note: (what: string) => () => void } {
  const time = new FakeTime();
  const log: string[] = [];
  const note = (what: string) => () => void log.push(`${time.nowMs} ${what}`);
  return { time, log, note };
}

test('what falls due happens at its instant, in order of time and then of scheduling, and once', (t) => {
  const { time, log, note } = noted();
  time.after(7, note('late'));
  time.after(5, note('first'));
  time.after(5, note('second'));
  time.pass(4);
  t.deepEqual(log, []);
  time.pass(10);
  time.pass(10);
  t.deepEqual(log, ['5 first', '5 second', '7 late']);
  t.is(time.nowMs, 24);
});

test('what a callback schedules happens in the same pass where it falls due in it', (t) => {
  const { time, log, note } = noted();
  time.after(1, () => {
    time.after(1, note('in it'));
    time.after(9, note('after it'));
  });
  time.pass(5);
  t.deepEqual(log, ['2 in it']);
  t.is(time.waiting, 1);
});

test('what is cancelled never happens, also by another callback of its instant', (t) => {
  const { time, log, note } = noted();
  time.after(1, () => other.cancel());
  const other = time.after(1, note('cancelled'));
  time.after(2, note('cancelled too')).cancel();
  time.pass(5);
  t.deepEqual(log, []);
});

test('after a stall what fell due happens late', (t) => {
  const { time, log, note } = noted();
  time.after(5, note('due at 5'));
  time.stall(8);
  t.deepEqual(log, []);
  time.pass(0);
  t.deepEqual(log, ['8 due at 5']);
});
