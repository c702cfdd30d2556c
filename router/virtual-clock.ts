/**
 * The clock of simulated runs: time jumps to the next callback.
 *
 * Callbacks run in order of (time, order of scheduling), each at the instant it was scheduled for. All promise
 * continuations run between two of them, so that a program may use promises freely and still behave the same in every
 * run. The check for pending ones must be cheap (there rarely are any): V8's promise hooks set a flag when a promise
 * is made or settled, and only then does the clock yield to the event loop.
 */

import { promiseHooks } from 'node:v8';
import type { Clock, Timer } from '../node/index.js';
import { TimeQueue } from './time-queue.js';

interface Event extends Timer {
  callback: (() => void) | undefined;
}

/** A simulated run waits for something that can never happen: no callback is scheduled any more. */
export class DeadlockError extends Error {
  constructor(seconds: number) {
    super(
      `the simulated run waits for something that can never happen: nothing is left to do at ${seconds} s`,
    );
    this.name = 'DeadlockError';
  }
}

/** The most callbacks without a turn of the event loop, so that Ctrl-C and progress are handled. */
const TURN = 4096;

/**
 * A clock whose time stands still while something runs and jumps when nothing is left to do. Times are nanoseconds
 * from 0.
 *
 *     const clock = new VirtualClock();
 *     await clock.drive(async () => {
 *       await cluster.start();
 *     });
 */
export class VirtualClock implements Clock {
  readonly #queue = new TimeQueue<Event>();
  #now = 0;
  #promised = false;
  #settle: () => Promise<void> | undefined = () => undefined;

  /** The present instant, in nanoseconds. */
  now(): number {
    return this.#now;
  }

  /**
   * Runs the callback `delay` nanoseconds from now, behind what was scheduled for the same instant before. Only
   * `drive` lets that come.
   */
  schedule(delay: number, callback: () => void): Timer {
    const event: Event = {
      callback,
      cancel() {
        event.callback = undefined;
      },
    };
    this.#queue.push(this.#now + Math.max(0, delay), event);
    return event;
  }

  /**
   * Sets what must have happened before time goes on, and before the clock finds that nothing is left to do. `settle`
   * is asked when all that is due at an instant has run, again and again until it returns undefined.
   */
  beforeAdvance(settle: () => Promise<void> | undefined): void {
    this.#settle = settle;
  }

  /**
   * Runs the task and lets time pass until it has settled. Rejects as the task does, or with a DeadlockError if
   * nothing is left to do.
   */
  async drive<T>(task: () => Promise<T>): Promise<T> {
    const stopHooks = [
      promiseHooks.onInit(() => {
        this.#promised = true;
      }),
      promiseHooks.onSettled(() => {
        this.#promised = true;
      }),
    ];
    let settled = false;
    const result = task();
    const mark = (): void => {
      settled = true;
    };
    result.then(mark, mark);
    try {
      await new Promise<void>((resolve, reject) => {
        let idle = false;
        const turn = (): void => {
          this.#promised = false;
          for (let i = 0; i < TURN && !settled; i++) {
            const settling = this.#isInstantOver() ? this.#settle() : undefined;
            if (settling !== undefined) {
              idle = false;
              settling.then(() => setImmediate(turn), reject);
              return;
            }
            if (!this.#step()) {
              // One empty turn may still hold continuations; two in a row cannot.
              if (idle) reject(new DeadlockError(this.#now / 1e9));
              else setImmediate(turn);
              idle = true;
              return;
            }
            idle = false;
            if (this.#promised) break;
          }
          if (settled) resolve();
          else setImmediate(turn);
        };
        setImmediate(turn);
      });
    } finally {
      for (const stop of stopHooks) stop();
    }
    return result;
  }

  #isInstantOver(): boolean {
    const time = this.#queue.nextTime();
    return time === undefined || time > this.#now;
  }

  /** Runs the next callback that is due by then. Returns false if there is none. */
  #step(until = Infinity): boolean {
    for (;;) {
      const time = this.#queue.nextTime();
      if (time === undefined || time > until) return false;
      const { callback } = this.#queue.pop() as Event;
      if (callback === undefined) continue;
      this.#now = time;
      callback();
      return true;
    }
  }
}
