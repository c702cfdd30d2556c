/**
 * A node's clock, which measures how late its own timers are, so that a loaded machine is not taken for a partition.
 */

import type { Timer } from '../clock.js';
import type { Surroundings } from './strategy.js';

/** A timer that is later than this shows that the node stood still, not that it was busy. */
const LONGEST_LAG_MS = 500;
/** The lateness that is expected of any timer. */
const USUAL_MS = 1;
/** After this long without delay, half of the lag is forgotten. */
const HALF_LIFE_MS = 1000;

export class NodeTime {
  readonly #surroundings: Pick<Surroundings, 'now' | 'after'>;
  #lagMs = 0;
  #laggedAtMs = 0;

  constructor(surroundings: Pick<Surroundings, 'now' | 'after'>) {
    this.#surroundings = surroundings;
  }

  now(): number {
    return this.#surroundings.now();
  }

  /** How late timers have been recently, in milliseconds. */
  get lagMs(): number {
    return this.#lagMs * 0.5 ** ((this.now() - this.#laggedAtMs) / HALF_LIFE_MS);
  }

  /** Passes the callback how many milliseconds late it runs. */
  after(delayMs: number, callback: (lateMs: number) => void): Timer {
    const due = this.now() + delayMs;
    return this.#surroundings.after(delayMs, () => {
      const late = Math.max(0, this.now() - due - USUAL_MS);
      if (late > this.lagMs) {
        this.#lagMs = Math.min(LONGEST_LAG_MS, late);
        this.#laggedAtMs = this.now();
      }
      callback(late);
    });
  }
}
