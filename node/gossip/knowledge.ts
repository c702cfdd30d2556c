/** What a peer is known to have, origin by origin, from its digests and from the values that it sent. */

import type { ValueLog } from './value-log.js';

export class Knowledge {
  /** How many values of each origin it has without a gap. */
  readonly #upTo = new Map<string, number>();
  /** Numbers that it has beyond a gap. */
  readonly #beyond = new Map<string, Set<number>>();

  /** How many values of the origin the peer is known to have without a gap. */
  upTo(origin: string): number {
    return this.#upTo.get(origin) ?? 0;
  }

  has(origin: string, seq: number): boolean {
    return seq <= this.upTo(origin) || this.#beyond.get(origin)?.has(seq) === true;
  }

  /** It has all values of the origin up to this number. */
  learn(origin: string, upTo: number): void {
    if (upTo <= this.upTo(origin)) return;
    const beyond = this.#beyond.get(origin);
    let end = upTo;
    if (beyond !== undefined) {
      for (const seq of beyond) if (seq <= end) beyond.delete(seq);
      while (beyond.delete(end + 1)) end++;
      if (beyond.size === 0) this.#beyond.delete(origin);
    }
    this.#upTo.set(origin, end);
  }

  /** It showed a run of values: it has them, and without a gap if it was known to have those before. */
  learnRun(origin: string, first: number, last: number): void {
    if (first <= this.upTo(origin) + 1) this.learn(origin, last);
    else for (let seq = first; seq <= last; seq++) this.learnOne(origin, seq);
  }

  /** It has this value, perhaps beyond a gap. */
  learnOne(origin: string, seq: number): void {
    if (seq === this.upTo(origin) + 1) this.learn(origin, seq);
    else if (seq > this.upTo(origin)) {
      const beyond = this.#beyond.get(origin);
      if (beyond === undefined) this.#beyond.set(origin, new Set([seq]));
      else beyond.add(seq);
    }
  }

  /** Whether it includes something that is not in the log. */
  isAheadOf(log: ValueLog): boolean {
    for (const [origin, upTo] of this.#upTo) if (upTo > log.contiguous(origin)) return true;
    for (const [origin, seqs] of this.#beyond) for (const seq of seqs) if (!log.has(origin, seq)) return true;
    return false;
  }

  clear(): void {
    this.#upTo.clear();
    this.#beyond.clear();
  }
}
