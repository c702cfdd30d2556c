/** What befalls each message between nodes with the same probability. Clients are spared: theirs is the view from outside. */

import { isClientId, type Random } from '../../node/index.js';
import { probability as probabilityOf, type ControlLine } from '../control-line.js';
import { LinkRandom } from './link-random.js';
import type { NetworkOptions } from './network-options.js';
import type { NetworkRule, RuleKind } from './network-rule.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/** Probabilities are from 0 to 1. */
export interface Chance extends Rule {
  get(): number;
  set(probability: number): void;
}

/**
 * `purpose` names the random streams: rules of different purposes do not fall on the same messages. `strike` says what
 * befalls a message; what it draws is drawn on the message's own link.
 */
export function chance(
  random: Random,
  purpose: string,
  probability: number,
  strike: (random: Random) => Verdict,
): Chance {
  const links = new LinkRandom(random, purpose);
  let current = probability;
  return {
    get: () => current,
    set: (next) => {
      current = next;
    },
    judge: ({ src, dest }) => {
      if (current === 0 || isClientId(src) || isClientId(dest)) return PASS;
      const own = links.of(src, dest);
      return own.chance(current) ? strike(own) : PASS;
    },
  };
}

/** `loss 0.05` */
export interface ChanceControl<W extends string> {
  readonly do: W;
  readonly probability: number;
}

/** A rule that is no more than a probability. */
export type ChanceRule<W extends string = string> = Chance & NetworkRule<ChanceControl<W>>;

/** A rule that is no more than a probability, under its own control word. */
export function chanceKind<W extends string>(
  word: W,
  {
    line,
    usual = () => 0,
    strike,
    describe,
  }: {
    readonly line: ControlLine;
    /** The probability that a network begins with. */
    readonly usual?: (options: NetworkOptions) => number;
    readonly strike: (random: Random) => Verdict;
    /** What the journal says of a probability. */
    readonly describe: (probability: number) => string;
  },
): RuleKind<ChanceControl<W>, ChanceRule<W>> {
  const parse = (words: readonly string[]): ChanceControl<W> => ({
    do: word,
    probability: probabilityOf(word, words.join(' ')),
  });
  return {
    words: { [word]: { parse, lines: [line] } },
    make: (random, options) => {
      const rule = chance(random, word, usual(options), strike);
      return {
        ...rule,
        change: ({ probability }) => {
          rule.set(probability);
          return describe(probability);
        },
      };
    },
  };
}
