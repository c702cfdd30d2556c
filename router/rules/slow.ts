/**
 * Nodes and links that are slow: what travels there takes many times as long. Clients are spared, as everywhere.
 *
 * A slow node is slow in both directions, to nodes and services alike; a slow link is directed. Where both ends or the
 * link itself are slow, the largest factor counts.
 */

import { isClientId, type Message } from '../../node/index.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/** Which nodes, or links in one direction, are slow, and how many times as long messages take there. */
export type Slowness =
  | { readonly nodes: readonly string[]; readonly factor: number }
  | { readonly from: readonly string[]; readonly to: readonly string[]; readonly factor: number };

/**
 * Multiplies the delay of messages of slow nodes and on slow links; of several factors the largest counts.
 */
export class SlowRule implements Rule {
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
  get active(): boolean {
    return this.#nodes.size > 0 || this.#links.size > 0;
  }

  judge({ src, dest }: Message): Verdict {
    if (!this.active || isClientId(src) || isClientId(dest)) return PASS;
    const factor = Math.max(
      this.#nodes.get(src) ?? 1,
      this.#nodes.get(dest) ?? 1,
      this.#links.get(src)?.get(dest) ?? 1,
    );
    return factor === 1 ? PASS : { kind: 'slow', factor };
  }
}

/** `n1 n2 10 times`, or `n1 -> n2 10 times`. */
export function describeSlowness(slowness: Slowness): string {
  const who =
    'nodes' in slowness ? slowness.nodes.join(' ') : `${slowness.from.join(' ')} -> ${slowness.to.join(' ')}`;
  return `${who} ${slowness.factor} times`;
}
