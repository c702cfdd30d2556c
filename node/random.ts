/**
 * Injected randomness: seeded streams, forked by label.
 *
 * A fork depends on its parent's seed and the label alone, never on how much was drawn before, so an additional draw
 * in one place does not reshuffle the rest of a run. The generator is xoroshiro128+ of the `pure-rand` package.
 */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers. Two streams of one seed give the same numbers. */
export class Random {
  readonly #seed: number;
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  /** `seed`: a 32-bit integer; anything outside is folded into that range. */
  constructor(seed: number) {
    this.#seed = seed | 0;
    this.#generator = xoroshiro128plus(this.#seed);
  }

  /** A whole number, not negative, from which the same stream can be made anew. */
  get seed(): number {
    return this.#seed >>> 0;
  }

  /** An independent stream for one purpose, for example `fork('link n1->n2')`. */
  fork(label: string): Random {
    return new Random(hash(label, this.#seed));
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return uniformInt(this.#generator, low, high);
  }

  /** A number from 0 (included) to 1 (excluded), with 32 bits of resolution. */
  fraction(): number {
    return (this.#generator.next() >>> 0) / 2 ** 32;
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.fraction() < p;
  }

  /** Exponentially distributed with the given mean. */
  exponential(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean;
  }

  /** One element, each as likely as the others. Throws a RangeError on an empty list. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('cannot pick from an empty list');
    return items[this.integer(0, items.length - 1)] as T;
  }

  /** A shuffled copy (Fisher-Yates: every order is as likely as the others). */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(0, i);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }
}

/** FNV-1a over the label's UTF-16 units, starting from the seed, with murmur3's finaliser for the last mixing. */
function hash(label: string, seed: number): number {
  let h = (seed ^ 0x811c9dc5) | 0;
  for (let i = 0; i < label.length; i++) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
