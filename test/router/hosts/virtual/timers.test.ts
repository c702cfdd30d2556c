/** Timers of a node: which fires when, and what remains of each. */

import test from 'ava';
import { Timers } from '../../../../router/hosts/virtual/timers.js';

function timersWith(
  fired: string[],
  ...set: readonly (readonly [name: string, deadline: number, interval: number])[]
) {
  const timers = new Timers();
  for (const [name, deadline, interval] of set) {
    timers.set(name, { deadline, interval, fire: () => fired.push(name) });
  }
  return timers;
}

test('the earliest fires first, among equals the one that was set first, and one that repeats is due again', (t) => {
  const fired: string[] = [];
  const timers = timersWith(fired, ['b 1', 20, 0], ['a 1', 10, 15], ['c 1', 20, 0]);
  for (let i = 0; i < 4; i++) timers.fireFirst();
  t.deepEqual(fired, ['a 1', 'b 1', 'c 1', 'a 1']);
  t.is(timers.deadline, 40);
});

test('a timer that is set anew forgets its old time, and one that is stopped has none', (t) => {
  const timers = timersWith([], ['a 1', 10, 5], ['a 1', 30, 0]);
  t.deepEqual(timers.setting('a 1', 12), { value: 18, interval: 0 });
  timers.set('a 1', { deadline: Infinity, interval: 0, fire: () => {} });
  t.deepEqual(timers.setting('a 1', 12), { value: 0, interval: 0 });
  t.is(timers.deadline, Infinity);
});

test('a timer that is due but has not fired is not shown as stopped', (t) => {
  t.deepEqual(timersWith([], ['a 1', 10, 0]).setting('a 1', 10), { value: 1, interval: 0 });
});

test('the timers of a process end with it, and no others', (t) => {
  const timers = timersWith([], ['itimer 12', 10, 0], ['file 12 4', 11, 0], ['itimer 1', 50, 0]);
  timers.endOf(12);
  t.is(timers.deadline, 50);
});
