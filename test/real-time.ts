/**
 * Waiting in real time, for tests of processes, threads and the system's clock, which know no other. A test never draws a
 * conclusion from how long something took; all other tests live in virtual time.
 */

const GIVE_UP_MS = 120_000;

/** Waits for what happens elsewhere: looks again and again, and rejects only after a time that no machine needs. */
export async function until(condition: () => boolean, what: string = String(condition)): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > GIVE_UP_MS)
      throw new Error(`waited ${GIVE_UP_MS} ms in vain for ${what}`);
    await elapse(5);
  }
}

/** Gives what must not happen the time to happen: a slow machine makes such a test weaker, never wrong. */
export function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Turns of the event loop: each reads what is there to be read, and runs what was put off to the next. */
export async function turns(count = 20): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** Blocks this thread: nothing happens in it meanwhile, and what comes for it waits. */
export function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
