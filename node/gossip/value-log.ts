/**
 * All values a node knows, under the names that the network knows them by: (origin, sequence number).
 *
 * An origin is one life of one node, so that a node which lost its memory never uses a number twice. Each origin counts
 * its values 1, 2, 3, ...; what is known of it without a gap is one number, and these numbers together say what a node
 * has, whatever way it came and in whatever order.
 */

import type { Digest } from './message.js';

export interface Entry {
  readonly origin: string;
  readonly seq: number;
  readonly value: unknown;
  /** The peer that it came from first; undefined for a value of this node's own. */
  readonly from: string | undefined;
  /** When it was made, on this node's clock, as well as that can be known. */
  readonly bornMs: number;
  readonly arrivedMs: number;
}

/** Values of one origin with consecutive numbers, as they travel: origin, first number, values. */
export type Run = readonly [origin: string, first: number, ...values: unknown[]];

export class ValueLog {
  /** In order of arrival. */
  readonly entries: Entry[] = [];
  /** This node's own, in order. */
  readonly own: Entry[] = [];
  /** For each origin, how many of its values are known without a gap. */
  readonly #contiguous = new Map<string, number>();
  /** Numbers beyond a gap. */
  readonly #beyond = new Map<string, Set<number>>();

  /** How many values of the origin are known without a gap. */
  contiguous(origin: string): number {
    return this.#contiguous.get(origin) ?? 0;
  }

  origins(): Iterable<string> {
    return this.#contiguous.keys();
  }

  /** Whether some origin is known beyond a gap. */
  get hasGaps(): boolean {
    return this.#beyond.size > 0;
  }

  /** The numbers that are known of the origin beyond a gap. */
  beyond(origin: string): readonly number[] {
    return [...(this.#beyond.get(origin) ?? [])];
  }

  /** What is known of these origins. */
  digest(origins: Iterable<string>): Digest {
    const seen: Record<string, number> = {};
    const beyond: Record<string, readonly number[]> = {};
    for (const origin of origins) {
      seen[origin] = this.contiguous(origin);
      if (this.#beyond.has(origin)) beyond[origin] = this.beyond(origin);
    }
    return { seen, beyond };
  }

  has(origin: string, seq: number): boolean {
    return seq <= this.contiguous(origin) || this.#beyond.get(origin)?.has(seq) === true;
  }

  /** False where it was known already. */
  add(entry: Entry): boolean {
    const { origin, seq } = entry;
    if (this.has(origin, seq)) return false;
    this.entries.push(entry);
    if (entry.from === undefined) this.own.push(entry);
    let end = this.contiguous(origin);
    const beyond = this.#beyond.get(origin);
    if (seq !== end + 1) {
      if (beyond === undefined) this.#beyond.set(origin, new Set([seq]));
      else beyond.add(seq);
      // Known by name all the same: a digest must be able to say "nothing of it without a gap".
      if (end === 0) this.#contiguous.set(origin, 0);
      return true;
    }
    end++;
    while (beyond?.delete(end + 1) === true) end++;
    if (beyond?.size === 0) this.#beyond.delete(origin);
    this.#contiguous.set(origin, end);
    return true;
  }
}
