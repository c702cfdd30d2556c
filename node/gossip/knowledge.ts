/** The values that a peer is known to have, by origin, from its digests and from the values that it sent. */

import { Sequence } from './sequence.js';
import type { ValueLog } from './value-log.js';

export class Knowledge {
  readonly #byOrigin = new Map<string, Sequence>();

  /** How many values of the origin the peer is known to have without a gap. */
  upTo(origin: string): number {
    return this.#byOrigin.get(origin)?.upTo ?? 0;
  }

  has(origin: string, seq: number): boolean {
    return this.#byOrigin.get(origin)?.has(seq) === true;
  }

  /** It has all values of the origin up to this number. */
  learn(origin: string, upTo: number): void {
    if (upTo > this.upTo(origin)) this.#of(origin).addUpTo(upTo);
  }

  /** It showed a run of values: it has them, and without a gap if it was known to have those before. */
  learnRun(origin: string, first: number, last: number): void {
    if (first <= this.upTo(origin) + 1) this.learn(origin, last);
    else for (let seq = first; seq <= last; seq++) this.learnOne(origin, seq);
  }

  /** It has this value, perhaps beyond a gap. */
  learnOne(origin: string, seq: number): void {
    this.#of(origin).add(seq);
  }

  /** Whether it includes something that is not in the log. */
  isAheadOf(log: ValueLog): boolean {
    for (const [origin, known] of this.#byOrigin) {
      if (known.upTo > log.contiguous(origin)) return true;
      for (const seq of known.beyond) if (!log.has(origin, seq)) return true;
    }
    return false;
  }

  #of(origin: string): Sequence {
    let known = this.#byOrigin.get(origin);
    if (known === undefined) this.#byOrigin.set(origin, (known = new Sequence()));
    return known;
  }
}
