/** Values by time, in a number of slices that fits a picture, however long the run. In bounded memory. */

import { SECOND } from '../../node/index.js';

/** The first length of a slice; it doubles whenever there would be too many. */
const FIRST_SLICE = SECOND / 10;

/** From `fewest` slices, of a run that is long enough, to twice as many. */
export class Slices<T> {
  readonly #fewest: number;
  readonly #empty: () => T;
  readonly #join: (a: T, b: T) => T;
  #width = FIRST_SLICE;
  #values: T[] = [];

  constructor(fewest: number, empty: () => T, join: (a: T, b: T) => T) {
    this.#fewest = fewest;
    this.#empty = empty;
    this.#join = join;
  }

  /** Length of a slice. */
  get seconds(): number {
    return this.#width / SECOND;
  }

  /** `put` updates the slice. */
  add(time: number, put: (before: T) => T): void {
    // A time that has no slice comes from a damaged file.
    if (!(time >= 0 && time < 1e6 * SECOND)) return;
    while (time / this.#width >= 2 * this.#fewest) this.#halve();
    const slice = Math.floor(time / this.#width);
    while (this.#values.length <= slice) this.#values.push(this.#empty());
    this.#values[slice] = put(this.#values[slice] ?? this.#empty());
  }

  list(): readonly { readonly at: number; readonly value: T }[] {
    return this.#values.map((value, i) => ({ at: (i + 0.5) * this.seconds, value }));
  }

  #halve(): void {
    this.#width *= 2;
    this.#values = Array.from({ length: Math.ceil(this.#values.length / 2) }, (_, i) =>
      this.#join(this.#values[2 * i] ?? this.#empty(), this.#values[2 * i + 1] ?? this.#empty()),
    );
  }
}
