/**
 * Nodes and links that are slow: what travels there takes many times as long. Clients are spared, as everywhere.
 *
 * A slow node is slow in both directions, to nodes and services alike; a slow link is directed. Where both ends or the
 * link itself are slow, the largest factor counts.
 */

import { isClientId, type Message } from '../../node/index.js';
import { ControlError, direction, nodeList, noWords } from '../control-line.js';
import type { NetworkRule, RuleKind } from './network-rule.js';
import { PASS, type Verdict } from './rule.js';

/** Who is slow, and how many times as long it takes. */
export type Slowness =
  | { readonly nodes: readonly string[]; readonly factor: number }
  | { readonly from: readonly string[]; readonly to: readonly string[]; readonly factor: number };

/** `slow n1 -> n2 10`, and `fast` */
export type SlowControl = { readonly do: 'slow'; readonly slowness: Slowness } | { readonly do: 'fast' };

/** The table's entry of `SlowRule`. */
export const slow: RuleKind<SlowControl, SlowRule> = {
  words: {
    slow: {
      parse: readSlowness,
      lines: [
        {
          examples: ['slow n1 10', 'slow n1 -> n2 10'],
          meaning: 'messages of a node, or on a link, take 10 times as long, 10 ms at least',
        },
      ],
    },
    fast: {
      parse: (words) => {
        noWords('fast', words);
        return { do: 'fast' };
      },
      lines: [{ examples: ['fast'], meaning: 'ends all slowness' }],
    },
  },
  make: () => new SlowRule(),
};

function readSlowness(words: readonly string[], nodes: readonly string[]): SlowControl {
  const factor = Number(words.at(-1) ?? '');
  if (words.length < 2 || !(factor >= 1) || factor === Infinity) {
    throw new ControlError(
      `slow expects nodes or a direction, and a factor >= 1, such as n1 10 or n1 -> n2 10; got ${JSON.stringify(words.join(' '))}`,
    );
  }
  const part = words.slice(0, -1).join(' ');
  const slowness = part.includes('->')
    ? direction('slow', part, nodes)
    : { nodes: nodeList('slow', part, nodes) };
  return { do: 'slow', slowness: { ...slowness, factor } };
}

/** Multiplies how long messages take. What is slow adds up until all of it ends. */
export class SlowRule implements NetworkRule<SlowControl> {
  readonly #nodes = new Map<string, number>();
  readonly #links = new Map<string, Map<string, number>>();

  /** Adds to what is slow already; of a node or link that is named again the new factor counts. */
  slow(slowness: Slowness): void {
    const { factor } = slowness;
    if ('nodes' in slowness) {
      for (const node of slowness.nodes) this.#nodes.set(node, factor);
      return;
    }
    for (const src of slowness.from) {
      const links = this.#links.get(src) ?? new Map<string, number>();
      for (const dest of slowness.to) if (dest !== src) links.set(dest, factor);
      this.#links.set(src, links);
    }
  }

  /** Nothing is slow any more. */
  fast(): void {
    this.#nodes.clear();
    this.#links.clear();
  }

  /** Whether anything is slow. */
  get(): boolean {
    return this.#nodes.size > 0 || this.#links.size > 0;
  }

  change(control: SlowControl): string {
    if (control.do === 'fast') {
      this.fast();
      return 'no node and no link is slow';
    }
    this.slow(control.slowness);
    return `${describeSlowness(control.slowness)} as long`;
  }

  judge({ src, dest }: Message): Verdict {
    if (!this.get() || isClientId(src) || isClientId(dest)) return PASS;
    const factor = Math.max(
      this.#nodes.get(src) ?? 1,
      this.#nodes.get(dest) ?? 1,
      this.#links.get(src)?.get(dest) ?? 1,
    );
    return factor === 1 ? PASS : { kind: 'slow', factor };
  }
}

/** `n1 n2 10 times`, or `n1 -> n2 10 times`. */
function describeSlowness(slowness: Slowness): string {
  const part =
    'nodes' in slowness ? slowness.nodes.join(' ') : `${slowness.from.join(' ')} -> ${slowness.to.join(' ')}`;
  return `${part} ${slowness.factor} times`;
}
