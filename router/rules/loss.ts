/** Messages that vanish, or arrive twice, by chance. */

import { MILLISECOND, type Random } from '../../node/index.js';
import { ChanceRule } from './chance.js';
import type { Verdict } from './rule.js';

const LOST: Verdict = { kind: 'drop', reason: 'loss' };

/** Drops each message between nodes with the same probability, as `loss`. */
export class LossRule extends ChanceRule {
  constructor(random: Random, probability: number) {
    super(random, 'loss', probability);
  }

  protected strike(): Verdict {
    return LOST;
  }
}

/** The second copy comes up to so many milliseconds after the first. */
const DUPLICATE_SPREAD_MS = 100;

/**
 * Delivers each message between nodes twice with the same probability, the second time 0 to 100 ms after the first.
 */
export class DuplicationRule extends ChanceRule {
  constructor(random: Random, probability: number) {
    super(random, 'duplication', probability);
  }

  protected strike(random: Random): Verdict {
    return { kind: 'duplicate', after: random.integer(0, DUPLICATE_SPREAD_MS) * MILLISECOND };
  }
}
