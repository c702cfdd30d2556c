/** The number of items of each category in each span of time, for charts that count. */

import { firstIndex } from './search.js';

/** The whole range in fine bins, filled once, so that counting in a wide window costs the same however many things there are. */
export class Counts {
  readonly #times: ArrayLike<number>;
  readonly #category: (row: number) => number;
  readonly #categories: number;
  readonly #end: number;
  readonly #bins: Uint32Array;
  readonly #binCount: number;

  /** `times` in ascending order; a category below 0 does not count. */
  constructor(
    times: ArrayLike<number>,
    category: (row: number) => number,
    {
      categories,
      end,
      bins = 4096,
    }: { readonly categories: number; readonly end: number; readonly bins?: number },
  ) {
    this.#times = times;
    this.#category = category;
    this.#categories = categories;
    this.#end = end;
    this.#binCount = bins;
    this.#bins = this.#tally(0, end, bins);
  }

  /** The total of each category. */
  totals(): readonly number[] {
    return Array.from({ length: this.#categories }, (_, i) => {
      let sum = 0;
      for (let bin = 0; bin < this.#binCount; bin++) sum += this.#bins[i * this.#binCount + bin] ?? 0;
      return sum;
    });
  }

  /** By category and span: the count of category c in span s stands at c * spans + s. */
  between(from: number, to: number, spans: number): Uint32Array {
    // Spans of at least two bins are sums of bins; narrower ones are counted anew, since they hold few items.
    const binsPerSpan = ((to - from) / spans / this.#end) * this.#binCount;
    if (binsPerSpan < 2) return this.#tally(from, to, spans);
    const counts = new Uint32Array(this.#categories * spans);
    const width = this.#end / this.#binCount;
    for (let bin = 0; bin < this.#binCount; bin++) {
      const span = Math.floor((((bin + 0.5) * width - from) / (to - from)) * spans);
      if (span < 0 || span >= spans) continue;
      for (let category = 0; category < this.#categories; category++) {
        const place = category * spans + span;
        counts[place] = (counts[place] ?? 0) + (this.#bins[category * this.#binCount + bin] ?? 0);
      }
    }
    return counts;
  }

  #tally(from: number, to: number, spans: number): Uint32Array {
    const counts = new Uint32Array(this.#categories * spans);
    const scale = spans / Math.max(1, to - from);
    for (let row = this.#first(from); row < this.#times.length; row++) {
      const time = this.#times[row] ?? 0;
      if (time > to) break;
      const category = this.#category(row);
      if (category < 0) continue;
      const place = category * spans + Math.min(spans - 1, Math.floor((time - from) * scale));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  }

  /** The first row at this time or later. */
  #first(time: number): number {
    return firstIndex(this.#times.length, (row) => (this.#times[row] ?? 0) >= time);
  }
}
