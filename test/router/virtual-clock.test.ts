/** Time that jumps: in which order things happen, and when it is said that nothing ever will. */

import test from 'ava';
import * as fc from 'fast-check';
import { DeadlockError, VirtualClock } from '../../router/index.js';
import { clockContract } from '../node/clock-contract.js';

clockContract(
  'a virtual clock',
  () => {
    const clock = new VirtualClock();
    return { clock, pass: (delay) => clock.drive(() => sleep(clock, delay)) };
  },
  0,
);

function sleep(clock: VirtualClock, delay: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delay, resolve);
  });
}

test('time begins at 0 and is, in each callback, the instant it was scheduled for', async (t) => {
  const clock = new VirtualClock();
  const seen: number[] = [clock.now()];
  clock.schedule(7, () => seen.push(clock.now()));
  clock.schedule(5, () => {
    seen.push(clock.now());
    clock.schedule(1, () => seen.push(clock.now()));
  });
  await clock.drive(() => sleep(clock, 10));
  t.deepEqual(seen, [0, 5, 6, 7]);
  t.is(clock.now(), 10);
});

test('a negative delay means now', async (t) => {
  const clock = new VirtualClock();
  await clock.drive(() => sleep(clock, 3));
  await clock.drive(() => sleep(clock, -5));
  t.is(clock.now(), 3);
});

test('callbacks run in order of time, and among equals in order of scheduling', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 40 }), async (delays) => {
      const clock = new VirtualClock();
      const ran: number[] = [];
      for (const [i, delay] of delays.entries()) clock.schedule(delay, () => ran.push(i));
      await clock.drive(() => sleep(clock, 6));
      t.deepEqual(
        ran,
        delays.map((_, i) => i).toSorted((a, b) => (delays[a] ?? 0) - (delays[b] ?? 0)),
      );
    }),
    { numRuns: 50 },
  );
});

test('all promise continuations run between two callbacks of the same instant', async (t) => {
  const clock = new VirtualClock();
  const order: string[] = [];
  const chain = async (name: string): Promise<void> => {
    for (let i = 0; i < 5; i++) {
      await Promise.resolve();
      order.push(`${name}${i}`);
    }
  };
  clock.schedule(1, () => void chain('a'));
  clock.schedule(1, () => void chain('b'));
  await clock.drive(() => sleep(clock, 2));
  t.deepEqual(order, ['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4']);
});

test('the continuation of a promise that was made long before runs before the next callback', async (t) => {
  const clock = new VirtualClock();
  const order: string[] = [];
  let release: () => void = () => {};
  await clock.drive(async () => {
    const held = new Promise<void>((resolve) => {
      release = resolve;
    }).then(() => order.push('continuation'));
    await sleep(clock, 1);
    clock.schedule(1, () => release());
    clock.schedule(1, () => order.push('callback'));
    await sleep(clock, 2);
    await held;
  });
  t.deepEqual(order, ['continuation', 'callback']);
});

test('what a continuation schedules takes its place among what was scheduled before', async (t) => {
  const clock = new VirtualClock();
  const order: number[] = [];
  clock.schedule(3, () => order.push(clock.now()));
  await clock.drive(async () => {
    await sleep(clock, 1);
    await sleep(clock, 1);
    order.push(clock.now());
    await sleep(clock, 2);
  });
  t.deepEqual(order, [2, 3]);
});

test('a cancelled callback never runs, and cancelling again or too late does nothing', async (t) => {
  const clock = new VirtualClock();
  const ran: string[] = [];
  const cancelled = clock.schedule(1, () => ran.push('cancelled before'));
  cancelled.cancel();
  cancelled.cancel();
  const late = clock.schedule(1, () => {
    ran.push('runs');
    simultaneous.cancel();
  });
  const simultaneous = clock.schedule(1, () => ran.push('cancelled at its own instant'));
  await clock.drive(() => sleep(clock, 2));
  late.cancel();
  t.deepEqual(ran, ['runs']);
});

test('time does not pass for cancelled callbacks', async (t) => {
  const clock = new VirtualClock();
  clock.schedule(100, () => {}).cancel();
  await t.throwsAsync(
    clock.drive(() => new Promise(() => {})),
    { instanceOf: DeadlockError },
  );
  t.is(clock.now(), 0);
});

test('drive resolves and rejects as its task does, and leaves the rest for later', async (t) => {
  const clock = new VirtualClock();
  const ran: number[] = [];
  clock.schedule(9, () => ran.push(clock.now()));
  t.is(await clock.drive(() => sleep(clock, 5).then(() => 'done')), 'done');
  t.deepEqual(ran, []);
  const failing = clock.drive(() => sleep(clock, 1).then(() => Promise.reject(new Error('on purpose'))));
  await t.throwsAsync(failing, { message: 'on purpose' });
  t.is(clock.now(), 6);
  await clock.drive(() => sleep(clock, 10));
  t.deepEqual(ran, [9]);
});

test('a run that waits for what can never happen is told so, with the time at which it stopped', async (t) => {
  const clock = new VirtualClock();
  const waiting = clock.drive(async () => {
    await sleep(clock, 1_500_000_000);
    await new Promise(() => {});
  });
  const error = await t.throwsAsync(waiting, { instanceOf: DeadlockError });
  t.is(error.name, 'DeadlockError');
  t.is(
    error.message,
    'the simulated run waits for something that can never happen: nothing is left to do at 1.5 s',
  );
});

test('a long run without promises still gives the event loop its turns', async (t) => {
  const clock = new VirtualClock();
  let left = 50_000;
  let turns = 0;
  const step = (): void => {
    if (--left > 0) clock.schedule(1, step);
  };
  const turn = (): void => {
    turns++;
    if (left > 0) setImmediate(turn);
  };
  clock.schedule(1, step);
  setImmediate(turn);
  await clock.drive(() => sleep(clock, 60_000));
  t.is(left, 0);
  t.true(turns >= 10, `${turns} turns`);
});

test('before time goes on, and before nothing is left to do, what must be settled is settled', async (t) => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  let unsettled = 0;
  clock.beforeAdvance(() => {
    if (unsettled === 0) return undefined;
    unsettled--;
    seen.push(`settle at ${clock.now()}`);
    return new Promise((resolve) => {
      setImmediate(() => {
        // What is settled may make more to do at the same instant.
        if (unsettled === 0) clock.schedule(0, () => seen.push(`more at ${clock.now()}`));
        resolve();
      });
    });
  });
  clock.schedule(1, () => {
    unsettled = 2;
    seen.push('first');
  });
  clock.schedule(1, () => seen.push('second'));
  clock.schedule(2, () => {
    seen.push('later');
    unsettled = 1;
  });
  const done = new Promise<void>((resolve) => {
    clock.schedule(3, resolve);
  });
  await clock.drive(() => done);
  t.deepEqual(seen, [
    'first',
    'second',
    'settle at 1',
    'settle at 1',
    'more at 1',
    'later',
    'settle at 2',
    'more at 2',
  ]);
});

test('what cannot be settled ends the run', async (t) => {
  const clock = new VirtualClock();
  clock.beforeAdvance(() => Promise.reject(new Error('a node is lost')));
  await t.throwsAsync(
    clock.drive(() => sleep(clock, 1)),
    { message: 'a node is lost' },
  );
});
