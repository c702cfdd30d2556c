/** How long messages travel: constant, uniform or exponential, as Maelstrom draws it; nothing for clients. */

import { isClientId, type Message, MILLISECOND, type Random } from '../../node/index.js';
import { LinkRandom } from './link-random.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/**
 * How latencies are distributed around their mean. Constant: always the mean. Uniform: whole milliseconds from 0 to
 * below twice the mean. Exponential: rounded down to whole milliseconds.
 */
export const LATENCY_DISTRIBUTIONS = ['constant', 'uniform', 'exponential'] as const;
/** One of `LATENCY_DISTRIBUTIONS`. */
export type LatencyDistribution = (typeof LATENCY_DISTRIBUTIONS)[number];

/** The latency of messages between nodes: a mean in milliseconds, and its distribution. */
export interface Latency {
  readonly meanMs: number;
  readonly distribution: LatencyDistribution;
}

/** Delays each message between nodes and services by a latency that is drawn for its link. */
export class LatencyRule implements Rule {
  readonly #links: LinkRandom;
  readonly #hop: number;
  #latency: Latency;
  #constant: Verdict = PASS;

  /** `hop`: nanoseconds that a message between nodes takes at least. */
  constructor(random: Random, latency: Latency, hop = 0) {
    this.#links = new LinkRandom(random, 'latency');
    this.#hop = hop;
    this.#latency = latency;
    this.set(latency);
  }

  /** Sets the latency of messages that are sent from now on. */
  set(latency: Latency): void {
    this.#latency = latency;
    this.#constant = this.#delay(Math.round(latency.meanMs * MILLISECOND));
  }

  /** The latency in force. */
  get(): Latency {
    return this.#latency;
  }

  judge({ src, dest }: Message): Verdict {
    if (isClientId(src) || isClientId(dest)) return PASS;
    const { meanMs, distribution } = this.#latency;
    if (distribution === 'constant' || meanMs === 0) return this.#constant;
    const random = this.#links.of(src, dest);
    // Whole milliseconds as on Maelstrom; uniform over [0, 2 mean), the upper end excluded.
    const ms =
      distribution === 'uniform'
        ? random.integer(0, Math.max(0, Math.ceil(2 * meanMs) - 1))
        : Math.floor(random.exponential(meanMs));
    return this.#delay(ms * MILLISECOND);
  }

  #delay(delay: number): Verdict {
    const whole = Math.max(delay, this.#hop);
    return whole === 0 ? PASS : { kind: 'delay', delay: whole };
  }
}
