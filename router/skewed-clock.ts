/**
 * The clocks of one node: one that only goes on, and one on the wall. A skew makes both run too fast or too slowly, and the
 * clock on the wall jump.
 */

import type { Clock, Timer } from '../node/index.js';
import type { Skew } from './skew.js';

/** 2024-01-01T00:00:00Z in seconds: what the wall clocks of every run with a virtual clock show at its beginning. */
export const EPOCH = 1_704_067_200;

interface Pending {
  readonly deadline: number;
  readonly callback: () => void;
  timer: Timer;
}

/**
 * A node's clock on top of the run's. Its times are whole nanoseconds since the run's beginning by this clock, which never
 * goes backwards; timers run by it, never early.
 */
export class SkewedClock implements Clock {
  readonly #run: Clock;
  readonly #pending = new Set<Pending>();
  #onChange: () => void = () => {};
  /** Both clocks are straight lines since the last change: when that was, and what they showed. */
  #since = 0;
  #monotonic = 0;
  #wall = 0;
  #rate = 1;

  /** `run` shows the right time, and starts at 0 nanoseconds. */
  constructor(run: Clock, skew: Skew = {}) {
    this.#run = run;
    this.#set(skew);
  }

  now(): number {
    return Math.floor(this.#at(this.#monotonic, this.#run.now()));
  }

  /** Nanoseconds since EPOCH that the wall clock shows. It may jump in both directions. */
  wall(): number {
    return this.now() + this.wallOffset;
  }

  /** How far the wall clock is ahead of the other. */
  get wallOffset(): number {
    return Math.round(this.#wall - this.#monotonic);
  }

  /** The wall clock jumps if the skew has an offset; the other never does. Timers keep their times by this clock. */
  change(skew: Skew): void {
    this.#set(skew);
    for (const pending of this.#pending) {
      pending.timer.cancel();
      pending.timer = this.#arm(pending);
    }
    this.#onChange();
  }

  /** Sets what is called after each change. */
  onChange(callback: () => void): void {
    this.#onChange = callback;
  }

  schedule(delay: number, callback: () => void): Timer {
    if (delay <= 0) return this.#run.schedule(delay, callback);
    const unarmed = { deadline: this.now() + delay, callback };
    const pending: Pending = { ...unarmed, timer: { cancel: () => {} } };
    pending.timer = this.#arm(pending);
    this.#pending.add(pending);
    return {
      cancel: () => {
        this.#pending.delete(pending);
        pending.timer.cancel();
      },
    };
  }

  #arm(pending: Pending): Timer {
    return this.#run.schedule(this.#runTime(pending.deadline) - this.#run.now(), () => {
      this.#pending.delete(pending);
      pending.callback();
    });
  }

  #set({ offset, rate }: Skew): void {
    const now = this.#run.now();
    this.#monotonic = this.#at(this.#monotonic, now);
    this.#wall = offset === undefined ? this.#at(this.#wall, now) : now + offset;
    this.#since = now;
    this.#rate = rate ?? this.#rate;
  }

  #at(base: number, now: number): number {
    return base + (now - this.#since) * this.#rate;
  }

  /** When the run's clock shows this time of the node's, or later. */
  #runTime(deadline: number): number {
    let time = this.#since + Math.ceil((deadline - this.#monotonic) / this.#rate);
    // Division rounds: a timer must never be early.
    while (Math.floor(this.#at(this.#monotonic, time)) < deadline) time++;
    return time;
  }
}
