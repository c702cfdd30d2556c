/**
 * Cuts between nodes, as directed links: `n1` may be deaf to `n2` while `n2` still hears `n1`.
 *
 * Clients and services are never cut off: a cut names nodes only. Choosing what to cut is `grudges.ts`.
 */

import type { Message } from '../../node/index.js';
import { PASS, type Rule, type Verdict } from './rule.js';

/**
 * Cuts in force or to be made: for each node that does not hear others, those whose messages to it are dropped.
 */
export type Grudge = ReadonlyMap<string, ReadonlySet<string>>;

const CUT: Verdict = { kind: 'drop', reason: 'partition' };

/** Drops messages on links that are cut, as `partition`. */
export class PartitionRule implements Rule {
  readonly #deafTo = new Map<string, Set<string>>();

  /** Adds the grudge's cuts to those that are there. */
  cut(grudge: Grudge): void {
    for (const [dest, sources] of grudge) {
      const known = this.#deafTo.get(dest) ?? new Set();
      for (const src of sources) known.add(src);
      if (known.size > 0) this.#deafTo.set(dest, known);
    }
  }

  /** Ends all cuts. */
  heal(): void {
    this.#deafTo.clear();
  }

  /** The cuts in force. */
  cuts(): Grudge {
    return this.#deafTo;
  }

  judge({ src, dest }: Message): Verdict {
    return this.#deafTo.get(dest)?.has(src) === true ? CUT : PASS;
  }
}
