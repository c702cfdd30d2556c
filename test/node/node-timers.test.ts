/** The timers of a node, on a virtual clock. */

import test from 'ava';
import type { Timer } from '../../node/index.js';
import { WiredNode } from './wired-node.js';

function idle(): WiredNode {
  return new WiredNode(() => {}).init();
}

test('the time of a node is its clock in milliseconds', async (t) => {
  const { clock, node } = idle();
  t.is(node.now(), 0);
  await clock.drive(() => node.sleep(2.5));
  t.is(node.now(), 2.5);
});

test('a callback runs once after its delay, and one with none or less after what is at hand', async (t) => {
  const wired = idle();
  const runs: string[] = [];
  const note = (name: string) => (): void => void runs.push(`${name} at ${wired.node.now()}`);
  wired.node.after(20, note('late'));
  wired.node.after(0, note('zero'));
  wired.node.after(-5, note('negative'));
  wired.node.after(0.25, note('fraction'));
  t.deepEqual(runs, []);
  await wired.pass(100);
  t.deepEqual(runs, ['zero at 0', 'negative at 0', 'fraction at 0.25', 'late at 20']);
});

test('a cancelled callback never runs, and cancelling late or twice does nothing', async (t) => {
  const wired = idle();
  let runs = 0;
  const cancelled = wired.node.after(10, () => t.fail());
  const ran = wired.node.after(5, () => runs++);
  cancelled.cancel();
  cancelled.cancel();
  await wired.pass(20);
  ran.cancel();
  t.is(runs, 1);
});

test('a repeated callback runs after each interval, for the first time after one', async (t) => {
  const wired = idle();
  const times: number[] = [];
  const timer = wired.node.every(10, () => times.push(wired.node.now()));
  await wired.pass(35);
  t.deepEqual(times, [10, 20, 30]);
  timer.cancel();
  await wired.pass(35);
  t.is(times.length, 3);
});

test('a repeated callback may cancel itself', async (t) => {
  const wired = idle();
  let runs = 0;
  const timer: Timer = wired.node.every(10, () => {
    if (++runs === 2) timer.cancel();
  });
  await wired.pass(100);
  t.is(runs, 2);
});

for (const interval of [0, -1, Number.NaN]) {
  test(`an interval of ${interval} ms is refused`, (t) => {
    t.throws(() => idle().node.every(interval, () => {}), {
      instanceOf: RangeError,
      message: `an interval must be above 0 ms, got ${interval}`,
    });
  });
}
