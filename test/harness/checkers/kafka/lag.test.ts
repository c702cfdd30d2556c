/** How far polls lag: from when there was surely more than a process had seen, to the invocation of its poll. */

import test from 'ava';
import type { Row } from '../operations.js';
import { assign, check, poll, pollOf, send, sends, transaction } from './rows.js';

/** Rows come a millisecond after one another, the first at 0. */
function lag(...rows: readonly (readonly Row[])[]): unknown {
  return check(...rows)['worst-realtime-lag'];
}

test('without polls there is none', (t) => {
  t.deepEqual(lag(sends('a', 2)), { time: 0, lag: 0 });
});

test('a poll that shows the last message does not lag', (t) => {
  t.deepEqual(lag(sends('a', 2), pollOf(1, 'a', 1, 2)), { time: 0.004, lag: 0, process: 1, key: 'a' });
});

test('counted from the completion of the first send behind what was seen, to the invocation of the poll', (t) => {
  t.deepEqual(lag(sends('a', 3), pollOf(1, 'a', 1)), { time: 0.006, lag: 0.003, process: 1, key: 'a' });
});

test('what others polled counts as known', (t) => {
  const rows = [send(0, 'a', 1, 'info'), pollOf(1, 'a', 1), poll(2, {}), assign(2, ['a']), poll(2, {})];
  t.deepEqual(lag(...rows), { time: 0.008, lag: 0.005, process: 2, key: 'a' });
});

test('a key that stays assigned keeps what was seen of it, another begins anew', (t) => {
  const rows = [sends('a', 1), pollOf(1, 'a', 1), assign(1, ['a', 'b']), poll(1, {})];
  t.like(lag(...rows), { lag: 0 });
  t.deepEqual(lag(...rows, assign(1, []), assign(1, ['a']), poll(1, {})), {
    time: 0.012,
    lag: 0.011,
    process: 1,
    key: 'a',
  });
});

test('sends do not lag; a transaction does, even if it only sends', (t) => {
  const both = transaction(0, [['send', 'a', 9]], [['send', 'a', [0, 9]]]);
  t.deepEqual(lag(both, sends('b', 2)), { time: 0, lag: 0, process: 0, key: 'a' });
});

test('a process that only sends does not lag behind the keys that it was assigned', (t) => {
  t.deepEqual(lag(sends('a', 1), assign(1, ['a']), send(1, 'b', 1, 0)), { time: 0, lag: 0 });
});

test('what a poll that failed has shown is not surely known', (t) => {
  const rows = [poll(1, { a: [[3, 1]] }, 'fail'), assign(2, ['a']), poll(2, {})];
  t.like(lag(...rows), { lag: 0 });
});

test('of polls that lag alike the first is told', (t) => {
  const rows = [sends('a', 1), pollOf(1, 'a', 1), pollOf(2, 'a', 1)];
  t.like(lag(...rows), { process: 1, time: 0.002 });
});
