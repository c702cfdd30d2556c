/** The random bytes of one process of a node: from the run's seed, never from the system. */

import type { Random } from '../../../node/index.js';

const WORD = 2 ** 32;

export class RandomBytes {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  take(length: number): Buffer {
    const bytes = Buffer.alloc(Math.ceil(length / 4) * 4);
    for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(this.#random.fraction() * WORD, at);
    return bytes.subarray(0, length);
  }
}
