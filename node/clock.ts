/**
 * The clock abstraction. Everything that waits in Eddy waits on a `Clock`: the system's in live runs, a virtual one
 * in simulated runs (`router/virtual-clock.ts`).
 *
 * Times are whole nanoseconds since the clock's own zero; a JavaScript number holds 104 days of them exactly.
 */

/** Nanoseconds of a millisecond. */
export const MILLISECOND = 1_000_000;
/** Nanoseconds of a second. */
export const SECOND = 1_000_000_000;

/** A delay in milliseconds as `Clock.schedule` takes it: whole nanoseconds, 0 if it is negative. */
export function nanoseconds(delayMs: number): number {
  return Math.max(0, Math.round(delayMs * MILLISECOND));
}

/** The most that `setTimeout` takes, 24.8 days: it runs what is later than that at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** A callback that is to run once. */
export interface Timer {
  /** After this the callback never runs. Cancelling twice, or after it ran, does nothing. */
  cancel(): void;
}

/** Time, and a way to wait for it. */
export interface Clock {
  /** Whole nanoseconds since this clock's zero. Never goes backwards. */
  now(): number;
  /** Runs `callback` once, `delay` nanoseconds from now. A delay of zero means: after the input already waiting. */
  schedule(delay: number, callback: () => void): Timer;
}

/** The system's monotonic clock. Its zero is when it was made; `schedule` waits with the timers of Node.js. */
export class SystemClock implements Clock {
  readonly #zero = process.hrtime.bigint();
  readonly #keepAlive: boolean;

  /** With `keepAlive: false` no timer of this clock keeps the process running. */
  constructor(options: { readonly keepAlive: boolean } = { keepAlive: true }) {
    this.#keepAlive = options.keepAlive;
  }

  now(): number {
    return Number(process.hrtime.bigint() - this.#zero);
  }

  schedule(delay: number, callback: () => void): Timer {
    if (delay <= 0) {
      // The check phase comes after the poll phase, in which all available input is read.
      const immediate = setImmediate(callback);
      return { cancel: () => clearImmediate(immediate) };
    }
    // Rounded up: a timer may be late by what the operating system needs, never early.
    const timeout = setTimeout(callback, Math.min(LONGEST_TIMEOUT_MS, Math.ceil(delay / MILLISECOND)));
    if (!this.#keepAlive) timeout.unref();
    return { cancel: () => clearTimeout(timeout) };
  }
}
