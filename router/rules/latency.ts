/** How long messages travel: constant, uniform or exponential, as Maelstrom draws it; nothing for clients. */

import { isClientId, type Message, MILLISECOND, type Random } from '../../node/index.js';
import { ControlError } from '../control-line.js';
import { LinkRandom } from './link-random.js';
import { LATENCY_DISTRIBUTIONS, type Latency, type LatencyDistribution } from './network-options.js';
import type { NetworkRule, RuleKind } from './network-rule.js';
import { PASS, type Verdict } from './rule.js';

/** `latency 100 uniform` */
export interface LatencyControl {
  readonly do: 'latency';
  readonly latency: Latency;
}

/** The table's entry of `LatencyRule`. */
export const latency: RuleKind<LatencyControl, LatencyRule> = {
  words: {
    latency: {
      parse: readLatency,
      lines: [
        {
          examples: ['latency 100', 'latency 100 uniform'],
          meaning: `mean latency in ms, and its distribution: ${LATENCY_DISTRIBUTIONS.join(', ')}`,
        },
      ],
    },
  },
  make: (random, options) => new LatencyRule(random, options.latency, options.hop),
};

function readLatency(words: readonly string[]): LatencyControl {
  const [mean = '', distribution = 'constant'] = words;
  const meanMs = Number(mean);
  if (mean === '' || !(meanMs >= 0) || meanMs === Infinity) {
    throw new ControlError(`latency expects milliseconds >= 0, got ${JSON.stringify(mean)}`);
  }
  if (words.length > 2 || !isDistribution(distribution)) {
    throw new ControlError(
      `latency expects milliseconds and one of ${LATENCY_DISTRIBUTIONS.join(', ')}, got ${JSON.stringify(words.join(' '))}`,
    );
  }
  return { do: 'latency', latency: { meanMs, distribution } };
}

/** Whether a text names a distribution. */
export function isDistribution(text: string): text is LatencyDistribution {
  return LATENCY_DISTRIBUTIONS.some((each) => each === text);
}

/** Delays each message between nodes by a draw on its link, in whole milliseconds unless it is constant. */
export class LatencyRule implements NetworkRule<LatencyControl> {
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

  set(latency: Latency): void {
    this.#latency = latency;
    this.#constant = this.#delay(Math.round(latency.meanMs * MILLISECOND));
  }

  get(): Latency {
    return this.#latency;
  }

  /** Nanoseconds that a message travels if the latency is constant. */
  usual(): number {
    return Math.max(Math.round(this.#latency.meanMs * MILLISECOND), this.#hop);
  }

  change(control: LatencyControl): string {
    const { meanMs, distribution } = control.latency;
    this.set(control.latency);
    return `latency is ${meanMs} ms (${distribution})`;
  }

  judge({ src, dest }: Message): Verdict {
    if (isClientId(src) || isClientId(dest)) return PASS;
    const { meanMs, distribution } = this.#latency;
    if (distribution === 'constant' || meanMs === 0) return this.#constant;
    const random = this.#links.of(src, dest);
    // Whole milliseconds; uniform over [0, 2 mean) with the upper end excluded (Maelstrom, section "latency").
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
