/** A virtual clock for tests that also wait in real time: it is driven until the test ends, and never runs ahead of real time. */

import type { ExecutionContext } from 'ava';
import { MILLISECOND } from '../../../../node/index.js';
import { VirtualClock } from '../../../../router/index.js';

export function pacedClock(t: ExecutionContext): VirtualClock {
  const clock = new VirtualClock();
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  // Something is always left to do, and it takes as long as it says.
  const beat = (): void => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    // The clock yields to the event loop after a promise.
    void Promise.resolve();
    clock.schedule(MILLISECOND, beat);
  };
  beat();
  const driven = clock.drive(() => ended);
  t.teardown(async () => {
    end();
    await driven;
  });
  return clock;
}
