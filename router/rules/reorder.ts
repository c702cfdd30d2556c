/** Messages that are held back by chance, so that later ones on the same link overtake them. */

import { MILLISECOND, type Random } from '../../node/index.js';
import { ChanceRule } from './chance.js';
import type { Verdict } from './rule.js';

/** Which share of messages is delayed further, and for how long. */
export interface Reordering {
  /** Of a message to be held back, 0 to 1. */
  readonly probability: number;
  /** What is held back is held for a whole number of milliseconds from 1 to this. */
  readonly windowMs: number;
}

/** The longest further delay if nothing else is said, in milliseconds. */
export const REORDER_WINDOW_MS = 100;

/** Delays some messages further, so that later messages on the same link overtake them. */
export class ReorderRule extends ChanceRule {
  #windowMs = REORDER_WINDOW_MS;

  constructor(random: Random) {
    super(random, 'reorder', 0);
  }

  /** Sets probability and window, for messages that are sent from now on. */
  reorder({ probability, windowMs }: Reordering): void {
    this.set(probability);
    this.#windowMs = windowMs;
  }

  protected strike(random: Random): Verdict {
    return { kind: 'delay', delay: random.integer(1, this.#windowMs) * MILLISECOND };
  }
}
