/**
 * What every clock promises, the system's and the virtual one: `clock.test.ts` and `router/virtual-clock.test.ts` hold theirs to it.
 * The delays are short, for on the system's clock they are real; nothing is concluded from how late something is.
 */

import test from 'ava';
import { type Clock, MILLISECOND, SECOND } from '../../node/index.js';

export interface ClockUnderTest {
  readonly clock: Clock;
  /** Resolves when so many nanoseconds have passed, and what fell due in them has happened. */
  readonly pass: (delay: number) => Promise<void>;
}

/** `name`: of the clock, for titles. `toleranceNs` is by how much a callback may seem early: by the grain of the timers behind the clock. */
export function clockContract(name: string, make: () => ClockUnderTest, toleranceNs: number): void {
  test(`contract of ${name}: time is whole nanoseconds and never goes backwards`, async (t) => {
    const { clock, pass } = make();
    let last = 0;
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 100; j++) {
        const now = clock.now();
        t.true(Number.isInteger(now) && now >= last, `${now} after ${last}`);
        last = now;
      }
      await pass(MILLISECOND);
    }
    t.true(last >= 4 * MILLISECOND - toleranceNs);
  });

  test(`contract of ${name}: a callback runs once, and not before its time`, async (t) => {
    const { clock, pass } = make();
    const runs: number[] = [];
    const delays = [1, 0.3 * MILLISECOND, 5.2 * MILLISECOND];
    for (const delay of delays) {
      const due = clock.now() + delay;
      clock.schedule(delay, () => runs.push(clock.now() - due));
    }
    t.deepEqual(runs, []);
    await pass(20 * MILLISECOND);
    await pass(20 * MILLISECOND);
    t.is(runs.length, delays.length);
    for (const late of runs) t.true(late >= -toleranceNs, `${late} ns late`);
  });

  test(`contract of ${name}: callbacks run in the order of their times, and among equals in that of scheduling`, async (t) => {
    const { clock, pass } = make();
    const order: string[] = [];
    clock.schedule(8 * MILLISECOND, () => order.push('third'));
    clock.schedule(2 * MILLISECOND, () => order.push('first'));
    clock.schedule(2 * MILLISECOND, () => order.push('second'));
    await pass(30 * MILLISECOND);
    t.deepEqual(order, ['first', 'second', 'third']);
  });

  test(`contract of ${name}: a delay of zero, or a negative one, is after what is at hand, in the order of scheduling`, async (t) => {
    const { clock, pass } = make();
    const order: string[] = [];
    clock.schedule(0, () => order.push('first'));
    clock.schedule(-5, () => order.push('second'));
    clock.schedule(0, () => order.push('third'));
    queueMicrotask(() => order.push('continuation'));
    order.push('this');
    await pass(0);
    await pass(MILLISECOND);
    t.deepEqual(order, ['this', 'continuation', 'first', 'second', 'third']);
  });

  test(`contract of ${name}: a cancelled callback never runs; to cancel again, or after it ran, does nothing`, async (t) => {
    const { clock, pass } = make();
    const ran: string[] = [];
    for (const delay of [0, MILLISECOND]) {
      const timer = clock.schedule(delay, () => ran.push(`cancelled, ${delay}`));
      timer.cancel();
      timer.cancel();
      const runs = clock.schedule(delay, () => {
        ran.push(`runs, ${delay}`);
        runs.cancel();
        later.cancel();
      });
      const later = clock.schedule(delay + 5 * MILLISECOND, () => ran.push(`cancelled later, ${delay}`));
    }
    await pass(20 * MILLISECOND);
    t.deepEqual(ran, ['runs, 0', `runs, ${MILLISECOND}`]);
  });

  test(`contract of ${name}: a callback schedules the next, and each runs`, async (t) => {
    const { clock, pass } = make();
    let ticks = 0;
    const tick = (): void => {
      if (++ticks < 5) clock.schedule(ticks % 2 === 0 ? 0 : 0.1 * MILLISECOND, tick);
    };
    clock.schedule(0, tick);
    // More than once: what is late makes what follows it later.
    for (let i = 0; i < 10; i++) await pass(2 * MILLISECOND);
    t.is(ticks, 5);
  });

  test(`contract of ${name}: a callback in fifty days does not run today`, async (t) => {
    const { clock, pass } = make();
    const ran: string[] = [];
    const timer = clock.schedule(50 * 24 * 3600 * SECOND, () => ran.push('in fifty days'));
    await pass(10 * MILLISECOND);
    timer.cancel();
    t.deepEqual(ran, []);
  });
}
