/** The clocks of a node that are wrong: which of them jumps, how fast they go, and when timers run. */

import test from 'ava';
import * as fc from 'fast-check';
import { MILLISECOND, SECOND } from '../../node/index.js';
import { SkewedClock, VirtualClock } from '../../router/index.js';
import { clockContract } from '../node/clock-contract.js';

clockContract(
  'a skewed clock',
  () => {
    const run = new VirtualClock();
    const clock = new SkewedClock(run, { offset: -3 * SECOND, rate: 1.01 });
    return { clock, pass: (delay) => run.drive(() => sleep(run, delay)) };
  },
  0,
);

function sleep(clock: VirtualClock, delay: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delay, resolve);
  });
}

test('without a skew both clocks show the time of the run', async (t) => {
  const run = new VirtualClock();
  const clock = new SkewedClock(run);
  await run.drive(() => sleep(run, 123_456_789));
  t.deepEqual([clock.now(), clock.wall()], [123_456_789, 123_456_789]);
});

test('an offset moves the clock on the wall alone, and a reset brings it back to the right time', async (t) => {
  const run = new VirtualClock();
  const clock = new SkewedClock(run);
  const shown: (readonly [number, number])[] = [];
  const show = (): void => void shown.push([clock.now() / SECOND, clock.wall() / SECOND]);
  await run.drive(async () => {
    await sleep(run, SECOND);
    clock.change({ offset: 0.3 * SECOND });
    show();
    await sleep(run, SECOND);
    clock.change({ offset: -5 * SECOND });
    show();
    clock.change({ offset: 0, rate: 1 });
    show();
  });
  t.deepEqual(shown, [
    [1, 1.3],
    [2, -3],
    [2, 2],
  ]);
});

test('a rate moves both; after a reset one keeps what it gained, and the one on the wall is right', async (t) => {
  const run = new VirtualClock();
  const clock = new SkewedClock(run, { rate: 1.5 });
  await run.drive(() => sleep(run, 2 * SECOND));
  t.deepEqual([clock.now(), clock.wall()], [3 * SECOND, 3 * SECOND]);
  clock.change({ offset: 0, rate: 1 });
  await run.drive(() => sleep(run, SECOND));
  t.deepEqual([clock.now(), clock.wall()], [4 * SECOND, 3 * SECOND]);
});

const rate = fc.integer({ min: 10, max: 1000 }).map((percent) => percent / 100);
const change = fc.record({
  after: fc.integer({ min: 0, max: 5 * SECOND }),
  skew: fc.record(
    { offset: fc.integer({ min: -20 * SECOND, max: 20 * SECOND }), rate },
    { requiredKeys: [] },
  ),
});

test('law: under a rate r, t nanoseconds of the run are r * t of the node, rounded down', async (t) => {
  await fc.assert(
    fc.asyncProperty(rate, fc.integer({ min: 0, max: 1e12 }), async (r, time) => {
      const run = new VirtualClock();
      const clock = new SkewedClock(run, { rate: r });
      await run.drive(() => sleep(run, time));
      t.is(clock.now(), Math.floor(time * r));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('law: however it is changed, the clock never goes back, and no change makes it jump', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const run = new VirtualClock();
      const clock = new SkewedClock(run);
      let last = 0;
      for (const { after, skew } of changes) {
        await run.drive(() => sleep(run, after));
        const before = clock.now();
        t.true(Number.isInteger(before) && before >= last);
        clock.change(skew);
        t.is(clock.now(), before);
        last = before;
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('law: a timer runs when the node’s own clock shows its time, however the rate changes meanwhile', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 * SECOND }),
      fc.array(change, { maxLength: 4 }),
      async (delay, changes) => {
        const run = new VirtualClock();
        const clock = new SkewedClock(run);
        const fired = run.drive(
          () => new Promise<number>((resolve) => clock.schedule(delay, () => resolve(clock.now()))),
        );
        let at = 0;
        for (const { after, skew } of changes) run.schedule((at += after), () => clock.change(skew));
        const late = (await fired) - delay;
        // The node's clock shows several of its nanoseconds in one of the run's.
        t.true(late >= 0 && late < 10, `${late} ns late`);
      },
    ),
    { seed: 1, numRuns: 50 },
  );
});

test('a timer that waits when the rate changes moves, and a cancelled one stays cancelled', async (t) => {
  const run = new VirtualClock();
  const clock = new SkewedClock(run);
  const ran: string[] = [];
  clock.schedule(100 * MILLISECOND, () => ran.push(`kept at ${run.now() / MILLISECOND}`));
  clock.schedule(100 * MILLISECOND, () => ran.push('cancelled')).cancel();
  clock.change({ rate: 2 });
  await run.drive(() => sleep(run, SECOND));
  t.deepEqual(ran, ['kept at 50']);
});
