/**
 * All values that a node knows, under their names on the network: (origin, sequence number).
 *
 * An origin is one life of one node, so that a node which lost its memory never uses a number twice. Each origin
 * counts its values 1, 2, 3, ...; the values known of it without a gap are one number, and these numbers together
 * describe what a node has, whatever way the values came and in whatever order.
 */

import type { Digest } from './message.js';
import { Sequence } from './sequence.js';

export interface ValueEntry {
  readonly origin: string;
  readonly seq: number;
  readonly value: unknown;
  /** The peer that sent it first; undefined for a value of this node's own. */
  readonly from: string | undefined;
  /** When it was created, by this node's clock; an estimate for values of other nodes. */
  readonly bornMs: number;
  readonly arrivedMs: number;
}

export class ValueLog {
  readonly #entries: ValueEntry[] = [];
  readonly #own: ValueEntry[] = [];
  readonly #known = new Map<string, Sequence>();

  /** All values, in order of arrival. */
  get entries(): readonly ValueEntry[] {
    return this.#entries;
  }

  /** This node's own values, in order. */
  get own(): readonly ValueEntry[] {
    return this.#own;
  }

  /** How many values of the origin are known without a gap. */
  contiguous(origin: string): number {
    return this.#known.get(origin)?.upTo ?? 0;
  }

  origins(): Iterable<string> {
    return this.#known.keys();
  }

  /** The numbers that are known of the origin beyond a gap. */
  beyond(origin: string): readonly number[] {
    return this.#known.get(origin)?.beyond ?? [];
  }

  /** The known values of these origins. */
  digest(origins: Iterable<string>): Digest {
    const seen: Record<string, number> = {};
    const beyond: Record<string, readonly number[]> = {};
    for (const origin of origins) {
      seen[origin] = this.contiguous(origin);
      const known = this.#known.get(origin);
      if (known?.hasGap === true) beyond[origin] = known.beyond;
    }
    return { seen, beyond };
  }

  has(origin: string, seq: number): boolean {
    return this.#known.get(origin)?.has(seq) === true;
  }

  /** False if it was known already. */
  add(entry: ValueEntry): boolean {
    const { origin, seq } = entry;
    let known = this.#known.get(origin);
    if (known === undefined) this.#known.set(origin, (known = new Sequence()));
    if (!known.add(seq)) return false;
    this.#entries.push(entry);
    if (entry.from === undefined) this.#own.push(entry);
    return true;
  }
}
