/** Messages that vanish, or arrive twice, by chance. Clients are spared: theirs is the view from outside. */

import { isClientId, type Message, MILLISECOND, type Random } from '../../node/index.js';
import { LinkRandom } from './link-random.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/** Something that befalls each message between nodes with the same probability. */
abstract class ChanceRule implements Rule {
  readonly #links: LinkRandom;
  #probability: number;

  constructor(random: Random, purpose: string, probability: number) {
    this.#links = new LinkRandom(random, purpose);
    this.#probability = probability;
  }

  set(probability: number): void {
    this.#probability = probability;
  }

  get(): number {
    return this.#probability;
  }

  judge({ src, dest }: Message): Verdict {
    if (this.#probability === 0 || isClientId(src) || isClientId(dest)) return PASS;
    const random = this.#links.of(src, dest);
    return random.chance(this.#probability) ? this.strike(random) : PASS;
  }

  protected abstract strike(random: Random): Verdict;
}

const LOST: Verdict = { kind: 'drop', reason: 'loss' };

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

export class DuplicationRule extends ChanceRule {
  constructor(random: Random, probability: number) {
    super(random, 'duplication', probability);
  }

  protected strike(random: Random): Verdict {
    return { kind: 'duplicate', after: random.integer(0, DUPLICATE_SPREAD_MS) * MILLISECOND };
  }
}
