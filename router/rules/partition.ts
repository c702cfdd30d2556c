/**
 * Cuts between nodes, as directed links: `n1` may be deaf to `n2` while `n2` still hears `n1`.
 *
 * Clients and services are never cut off: a cut names nodes only. Choosing what to cut is `grudges.ts`.
 */

import type { Message } from '../../node/index.js';
import { ControlError, direction, nodeList, noWords } from '../control-line.js';
import {
  complete,
  describeGrudge,
  type Grudge,
  grudgeOf,
  oneWay,
  PARTITION_KINDS,
  type PartitionKind,
} from './grudges.js';
import type { ChangeMeans, NetworkRule, RuleKind } from './network-rule.js';
import { PASS, type Verdict } from './rule.js';

/** `partition majority`, `partition n1 | n2`, `partition n1 -> n2`, and `heal` */
export type PartitionControl =
  | { readonly do: 'partition'; readonly kind: PartitionKind }
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly do: 'partition'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly do: 'heal' };

type Cut = Exclude<PartitionControl, { readonly do: 'heal' }>;

/** The table's entry of `PartitionRule`. */
export const partition: RuleKind<PartitionControl, PartitionRule> = {
  words: {
    partition: {
      parse: (words, nodes) => readCut(words.join(' '), nodes),
      lines: [
        { examples: ['partition majority'], meaning: `a partition of a kind: ${PARTITION_KINDS.join(', ')}` },
        {
          examples: ['partition n1,n2 | n3,n4,n5'],
          meaning: 'groups that do not hear each other; nodes in no group hear all',
        },
        { examples: ['partition n1 -> n2,n3'], meaning: 'n2 and n3 do not hear n1, which hears them' },
      ],
    },
    heal: {
      parse: (words) => {
        noWords('heal', words);
        return { do: 'heal' };
      },
      lines: [{ examples: ['heal'], meaning: 'ends all partitions' }],
    },
  },
  make: () => new PartitionRule(),
};

function readCut(text: string, nodes: readonly string[]): Cut {
  const kind = PARTITION_KINDS.find((each) => each === text);
  if (kind !== undefined) return { do: 'partition', kind };
  if (text.includes('->')) return { do: 'partition', ...direction('partition', text, nodes) };
  if (text.includes('|')) {
    const groups = text.split('|').map((group) => nodeList('partition', group, nodes));
    const twice = groups.flat().find((node, i, all) => all.indexOf(node) !== i);
    if (twice !== undefined) throw new ControlError(`${twice} is in two groups of ${JSON.stringify(text)}`);
    return { do: 'partition', groups };
  }
  throw new ControlError(
    `partition expects ${PARTITION_KINDS.join(', ')}, groups as n1,n2 | n3, or a direction as n1 -> n2; ` +
      `got ${JSON.stringify(text)}`,
  );
}

/** What a control cuts, and the word for it, if there is one. */
function cutOf(
  control: Cut,
  { nodes, random }: ChangeMeans,
): { readonly grudge: Grudge; readonly kind: string | undefined } {
  if ('kind' in control) return { grudge: grudgeOf(control.kind, nodes, random), kind: control.kind };
  if ('groups' in control) return { grudge: complete(control.groups), kind: undefined };
  return { grudge: oneWay(control.from, control.to), kind: 'one-way' };
}

const CUT: Verdict = { kind: 'drop', reason: 'partition' };

/** Drops what is sent across a cut. Cuts add up until all of them are healed. */
export class PartitionRule implements NetworkRule<PartitionControl> {
  readonly #deafTo = new Map<string, Set<string>>();

  /** Adds the grudge's cuts to those that are there. */
  cut(grudge: Grudge): void {
    for (const [dest, sources] of grudge) {
      const known = this.#deafTo.get(dest) ?? new Set();
      for (const src of sources) known.add(src);
      if (known.size > 0) this.#deafTo.set(dest, known);
    }
  }

  heal(): void {
    this.#deafTo.clear();
  }

  /** The cuts in force. */
  get(): Grudge {
    return this.#deafTo;
  }

  change(control: PartitionControl, means: ChangeMeans): string {
    if (control.do === 'heal') {
      this.heal();
      return 'all links are open';
    }
    const { grudge, kind } = cutOf(control, means);
    this.cut(grudge);
    return `${kind === undefined ? '' : `${kind}: `}${describeGrudge(grudge)}`;
  }

  judge({ src, dest }: Message): Verdict {
    return this.#deafTo.get(dest)?.has(src) === true ? CUT : PASS;
  }
}
