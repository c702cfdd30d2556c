/** What befalls each message between nodes with the same probability. Clients are spared: theirs is the view from outside. */

import { isClientId, type Message, type Random } from '../../node/index.js';
import { LinkRandom } from './link-random.js';
import { PASS, type Rule, type Verdict } from './rule.js';

export abstract class ChanceRule implements Rule {
  readonly #links: LinkRandom;
  #probability: number;

  /** `purpose` names the random streams: rules of different purposes do not fall on the same messages. */
  constructor(random: Random, purpose: string, probability: number) {
    this.#links = new LinkRandom(random, purpose);
    this.#probability = probability;
  }

  /** Sets the probability, 0 to 1, for messages that are sent from now on. */
  set(probability: number): void {
    this.#probability = probability;
  }

  /** The probability in force. */
  get(): number {
    return this.#probability;
  }

  judge({ src, dest }: Message): Verdict {
    if (this.#probability === 0 || isClientId(src) || isClientId(dest)) return PASS;
    const random = this.#links.of(src, dest);
    return random.chance(this.#probability) ? this.strike(random) : PASS;
  }

  /** The verdict on a message that is hit. */
  protected abstract strike(random: Random): Verdict;
}
