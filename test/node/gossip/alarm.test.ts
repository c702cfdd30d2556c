/** An alarm is set once at a time, and fires once. */

import test from 'ava';
import { Alarm } from '../../../node/gossip/alarm.js';
import { NodeTime } from '../../../node/gossip/node-time.js';
import { MILLISECOND } from '../../../node/index.js';
import { VirtualClock } from '../../../router/index.js';

function stage(): { time: NodeTime; pass: (ms: number) => Promise<void> } {
  const clock = new VirtualClock();
  const time = new NodeTime({
    now: () => clock.now() / MILLISECOND,
    after: (delayMs, callback) => clock.schedule(delayMs * MILLISECOND, callback),
  });
  const pass = (ms: number): Promise<void> =>
    clock.drive(() => new Promise((resolve) => clock.schedule(ms * MILLISECOND, resolve)));
  return { time, pass };
}

test('an alarm that is set keeps its time and its callback', async (t) => {
  const { time, pass } = stage();
  const alarm = new Alarm();
  const fired: string[] = [];
  alarm.set(time, 10, () => fired.push('first'));
  alarm.set(time, 5, () => fired.push('second'));
  await pass(9);
  t.true(alarm.isSet);
  t.deepEqual(fired, []);
  await pass(2);
  t.false(alarm.isSet);
  t.deepEqual(fired, ['first']);
});

test('an alarm that was cancelled does not fire, and can be set again', async (t) => {
  const { time, pass } = stage();
  const alarm = new Alarm();
  const fired: string[] = [];
  alarm.cancel();
  alarm.set(time, 10, () => fired.push('first'));
  alarm.cancel();
  t.false(alarm.isSet);
  alarm.set(time, 20, () => fired.push('second'));
  await pass(30);
  t.deepEqual(fired, ['second']);
});

test('an alarm can be set again from its own callback', async (t) => {
  const { time, pass } = stage();
  const alarm = new Alarm();
  let count = 0;
  const again = (): void => {
    count++;
    if (count < 3) alarm.set(time, 10, again);
  };
  alarm.set(time, 10, again);
  await pass(100);
  t.is(count, 3);
});
