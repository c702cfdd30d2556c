/** A colour for each type of message: the most frequent types between nodes are distinguished first. */

import { SERIES, type Theme } from '../../page/browser/theme.js';
import { isServer } from './lanes.js';
import type { Run } from './run.js';

export class TypeColors {
  /** Types by how many messages have them, those between nodes first. */
  readonly order: readonly number[];
  readonly counts: readonly number[];
  readonly #places: ReadonlyMap<number, number>;

  constructor({ data, messages }: Run) {
    const counts = data.types.map(() => 0);
    const between = data.types.map(() => 0);
    for (let row = 0; row < messages.length; row++) {
      const type = messages.type[row] ?? 0;
      counts[type] = (counts[type] ?? 0) + 1;
      if (isServer(data, messages.src[row] ?? 0, messages.dest[row] ?? 0))
        between[type] = (between[type] ?? 0) + 1;
    }
    this.counts = counts;
    this.order = data.types
      .map((_, type) => type)
      .toSorted((a, b) => (between[b] ?? 0) - (between[a] ?? 0) || (counts[b] ?? 0) - (counts[a] ?? 0));
    const colored = this.order.filter((type) => (between[type] ?? 0) > 0);
    this.#places = new Map(colored.map((type, i) => [type, i % SERIES]));
  }

  /** The number of its colour; undefined for types that only clients send and receive. */
  place(type: number): number | undefined {
    return this.#places.get(type);
  }

  of(type: number, theme: Theme): string {
    const place = this.#places.get(type);
    return (place === undefined ? undefined : theme.series[place]) ?? theme.quiet;
  }
}
