/** A random stream for each link, so that what happens on one link never shifts the draws of another. */

import type { Random } from '../../node/index.js';

export class LinkRandom {
  readonly #random: Random;
  readonly #purpose: string;
  readonly #streams = new Map<string, Map<string, Random>>();

  constructor(random: Random, purpose: string) {
    this.#random = random;
    this.#purpose = purpose;
  }

  of(src: string, dest: string): Random {
    let fromSrc = this.#streams.get(src);
    if (fromSrc === undefined) this.#streams.set(src, (fromSrc = new Map()));
    let stream = fromSrc.get(dest);
    if (stream === undefined)
      fromSrc.set(dest, (stream = this.#random.fork(`${this.#purpose} ${src}->${dest}`)));
    return stream;
  }
}
