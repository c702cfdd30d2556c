/**
 * What a rule of the network is beside a judge: it has control words of its own, and says in the journal what they did.
 *
 * A rule is one file: how its words are read, how it judges, how a change of it is described. `index.ts` lists them.
 */

import type { Random } from '../../node/index.js';
import type { ControlWord } from '../control-line.js';
import type { NetworkOptions } from './network-options.js';
import type { Rule } from './rule.js';

/** What a change may need: the nodes of the cluster, and chance. */
export interface ChangeMeans {
  readonly nodes: readonly string[];
  readonly random: Random;
}

/** `C`: what its control words are read as. */
export interface NetworkRule<C> extends Rule {
  /** Does what a control line says. Returns the sentence that the journal notes of it. */
  change(control: C, means: ChangeMeans): string;
}

/** A rule as the table of rules has it: the words that change it, and how one is made. */
export interface RuleKind<C extends { readonly do: string }, R extends NetworkRule<C>> {
  readonly words: Readonly<Record<string, ControlWord<C>>>;
  readonly make: (random: Random, options: NetworkOptions) => R;
}
