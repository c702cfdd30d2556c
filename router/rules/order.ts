/**
 * Delivery orders by priorities, to find failures that need a rare one: after "Randomized Testing of Distributed Systems with
 * Probabilistic Guarantees" (Ozkan et al., OOPSLA 2018), with links for its chains.
 *
 * Each link has a priority that is drawn, and the lower it is the longer its messages travel. At a few points that are drawn
 * too, the link whose turn it is becomes the last of all.
 */

import { isClientId, type Message, MILLISECOND, type Random } from '../../node/index.js';
import { LinkRandom } from './link-random.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/** How delivery orders are drawn by priorities of links. */
export interface OrderOptions {
  /** At how many points a link becomes the last. */
  readonly changes: number;
  /** How many messages between nodes are expected: the points are drawn among them. */
  readonly messages: number;
  /** Milliseconds that the link of the lowest priority takes longer than that of the highest. */
  readonly spreadMs: number;
}

export class OrderRule implements Rule {
  readonly #links: LinkRandom;
  readonly #spread: number;
  readonly #points: ReadonlySet<number>;
  readonly #delays = new Map<string, number>();
  #seen = 0;
  #changed = 0;

  constructor(random: Random, { changes, messages, spreadMs }: OrderOptions) {
    this.#links = new LinkRandom(random, 'order');
    this.#spread = spreadMs * MILLISECOND;
    const own = random.fork('order changes');
    this.#points = new Set(Array.from({ length: changes }, () => own.integer(1, Math.max(1, messages))));
  }

  judge({ src, dest }: Message): Verdict {
    if (isClientId(src) || isClientId(dest)) return PASS;
    const link = `${src} ${dest}`;
    this.#seen++;
    if (this.#points.has(this.#seen)) {
      this.#changed++;
      this.#delays.set(link, this.#spread * (1 + this.#changed));
    }
    let delay = this.#delays.get(link);
    if (delay === undefined) {
      delay = Math.round(this.#links.of(src, dest).fraction() * this.#spread);
      this.#delays.set(link, delay);
    }
    return delay === 0 ? PASS : { kind: 'delay', delay };
  }
}
