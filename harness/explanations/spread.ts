/** How one value spread: each message between nodes (or from a client to its node) that carried it, and its fate. */

import type { Fate } from '../trace/fates.js';

/** Times are in nanoseconds since the run's zero. */
export interface Carry {
  readonly id: number;
  readonly src: string;
  readonly dest: string;
  readonly sentAt: number;
  readonly fate: Fate;
  /** The value was found under a name that does not say what it holds: it may be another thing of the same number. */
  readonly isGuess: boolean;
  /** The message was damaged on its way: whether what arrived still carries the value. */
  damage?: 'lost' | 'kept';
}

/** A carry that was delivered, and when for the first time. */
export interface Arrival {
  readonly carry: Carry;
  readonly at: number;
}

export class Spread {
  readonly #carries: Carry[] = [];
  readonly #arrivals = new Map<string, Arrival>();

  /** In order of sending. */
  get carries(): readonly Carry[] {
    return this.#carries;
  }

  add(carry: Carry): void {
    this.#carries.push(carry);
  }

  /** A copy of one of the carries was delivered. */
  reached(carry: Carry, at: number): void {
    if (!this.#arrivals.has(carry.dest)) this.#arrivals.set(carry.dest, { carry, at });
  }

  /** Whether it arrived, as far as is known by now. */
  holds(node: string): boolean {
    return this.#arrivals.has(node);
  }

  /** The first delivery of the value to a node; undefined if there was none. */
  arrival(node: string): Arrival | undefined {
    return this.#arrivals.get(node);
  }

  /** All endpoints that received it, in that order. */
  arrivals(): readonly Arrival[] {
    return [...this.#arrivals.values()];
  }

  to(node: string): readonly Carry[] {
    return this.#carries.filter(({ dest }) => dest === node);
  }

  from(node: string): readonly Carry[] {
    return this.#carries.filter(({ src }) => src === node);
  }

  /** From the client that added it to this node, one message after the other; empty if it never got there. */
  path(node: string): readonly Arrival[] {
    const path: Arrival[] = [];
    const seen = new Set<string>();
    for (let at = node; !seen.has(at);) {
      seen.add(at);
      const arrival = this.arrival(at);
      if (arrival === undefined) break;
      path.unshift(arrival);
      at = arrival.carry.src;
    }
    return path;
  }
}

/** When it was first delivered; undefined if it was not, or without the value. */
export function arrivedAt({ fate: { outcome }, damage }: Carry): number | undefined {
  return outcome.kind === 'delivered' && damage !== 'lost' ? outcome.at : undefined;
}

/** The reason of a message that arrived, but damaged. */
export const CORRUPT = 'corrupt';

/**
 * When and why it did not bring the value, if it has ended; a message that arrived damaged has the reason `corrupt`.
 */
export function failureOf({
  fate: { outcome },
  damage,
}: Carry): { readonly at: number; readonly reason: string } | undefined {
  if (outcome.kind === 'dropped') return outcome;
  return outcome.kind === 'delivered' && damage === 'lost' ? { at: outcome.at, reason: CORRUPT } : undefined;
}
