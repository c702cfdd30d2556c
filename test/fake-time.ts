/** Time in the hands of a test, in milliseconds: it stands still until the test lets it pass, and nothing waits. */

import type { Timer } from '../node/index.js';

interface FakeTimer extends Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

export class FakeTime {
  nowMs = 0;
  #timers: readonly FakeTimer[] = [];

  readonly now = (): number => this.nowMs;

  readonly after = (delayMs: number, callback: () => void): Timer => {
    const timer: FakeTimer = {
      dueMs: this.nowMs + delayMs,
      callback,
      cancel: () => {
        this.#timers = this.#timers.filter((each) => each !== timer);
      },
    };
    this.#timers = [...this.#timers, timer];
    return timer;
  };

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** Lets time pass, and all that falls due happen: in order of time, then of scheduling, each at its own instant. */
  pass(ms: number): void {
    const end = this.nowMs + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ dueMs }) => dueMs <= end).toSorted((a, b) => a.dueMs - b.dueMs);
      if (next === undefined) break;
      next.cancel();
      this.nowMs = Math.max(this.nowMs, next.dueMs);
      next.callback();
    }
    this.nowMs = end;
  }

  /** Lets time pass as on a machine that stands still: what falls due happens late, at the next `pass`. */
  stall(ms: number): void {
    this.nowMs += ms;
  }
}
