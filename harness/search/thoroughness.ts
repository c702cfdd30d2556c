/** How thorough a search was: what it saw, and what it may have missed. */

export interface Thoroughness {
  readonly runs: number;
  /** How many different behaviours there were. */
  readonly behaviours: number;
  /** The number of the run, from 1, that showed the last new behaviour; 0 if there was none. */
  readonly lastNew: number;
  /** The chance that the next run shows a behaviour that is new (Good-Turing: the share of those seen once). 1 without runs. */
  readonly newChance: number;
  /** An upper bound, with 95 % confidence, of the share of runs that fail in a way that was not seen (rule of three). */
  readonly unseenFailures: number;
}

/** Counts behaviours as they come. */
export class Census {
  readonly #counts = new Map<number, number>();
  #runs = 0;
  #lastNew = 0;
  #once = 0;

  add(behaviour: number): void {
    this.#runs++;
    const count = (this.#counts.get(behaviour) ?? 0) + 1;
    this.#counts.set(behaviour, count);
    if (count === 1) {
      this.#lastNew = this.#runs;
      this.#once++;
    } else if (count === 2) this.#once--;
  }

  result(): Thoroughness {
    const runs = this.#runs;
    return {
      runs,
      behaviours: this.#counts.size,
      lastNew: this.#lastNew,
      newChance: runs === 0 ? 1 : this.#once / runs,
      unseenFailures: runs === 0 ? 1 : Math.min(1, 3 / runs),
    };
  }
}
