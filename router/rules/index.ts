/** The table of the network's rules: in it a new rule is a line, and nothing else knows them all. */

import type { Random } from '../../node/index.js';
import { CHANCES } from './chances.js';
import { latency } from './latency.js';
import type { NetworkOptions } from './network-options.js';
import type { ExceptionRecorder } from './exceptions.js';
import type { NetworkRule } from './network-rule.js';
import type { Rule } from './rule.js';
import { partition } from './partition.js';
import { reorder } from './reorder.js';
import { slow } from './slow.js';

/** In the order in which they judge a message: none is asked after one that drops it. */
export const RULES = { partition, ...CHANCES, latency, reorder, slow };

type RuleName = keyof typeof RULES;

/** The rules of one network, by name. */
export type Rules = { readonly [N in RuleName]: ReturnType<(typeof RULES)[N]['make']> };

/** What control lines ask of the network. */
export type NetworkControl = { [N in RuleName]: Parameters<Rules[N]['change']>[0] }[RuleName];

export interface RuleBook {
  readonly rules: Rules;
  /** The rule that each control word changes. */
  readonly byWord: ReadonlyMap<string, NetworkRule<NetworkControl>>;
}

/** The rules of a new network, each with random streams of its own. */
export function makeRules(random: Random, options: NetworkOptions): RuleBook {
  const made = Object.entries(RULES).map(([name, kind]) => ({
    name,
    words: Object.keys(kind.words),
    rule: kind.make(random, options) as NetworkRule<NetworkControl>,
  }));
  return {
    // An object made of entries has lost which of them is which.
    rules: Object.fromEntries(made.map(({ name, rule }) => [name, rule])) as unknown as Rules,
    byWord: new Map(made.flatMap(({ words, rule }) => words.map((word) => [word, rule]))),
  };
}

/** The rules in their order, with what chance decides noted. */
export function watched(rules: Rules, recorder: ExceptionRecorder): Rule[] {
  const chancy = new Set<Rule>([
    rules.latency,
    rules.reorder,
    ...Object.keys(CHANCES).map((name) => rules[name as keyof typeof CHANCES]),
  ]);
  return [recorder, ...Object.values(rules).map((rule) => (chancy.has(rule) ? recorder.watch(rule) : rule))];
}
