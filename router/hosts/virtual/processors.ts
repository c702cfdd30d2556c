/**
 * Which processors the supervisor and its nodes use. A stop hands the processor from node to supervisor and back, which is several
 * times faster on the same one; but nodes start side by side on all.
 */

import type { Library } from './library.js';

/** Bytes of a set of processors. */
const SIZE = 128;

export class Processors {
  readonly #set: (pid: number, size: number, set: Uint8Array) => unknown;
  readonly #all = Buffer.alloc(SIZE);
  readonly #one = Buffer.alloc(SIZE);

  /** `number` counts through those that the calling thread may use: the one for everything but starts. */
  constructor(library: Library, number: number) {
    this.#set = library.func('int sched_setaffinity(int pid, size_t size, const void *set)');
    const get = library.func('int sched_getaffinity(int pid, size_t size, void *set)');
    get(0, SIZE, this.#all);
    const allowed = [...this.#all].flatMap((byte, i) =>
      [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) => (((byte >> bit) & 1) === 1 ? [8 * i + bit] : [])),
    );
    const chosen = allowed[number % allowed.length] ?? 0;
    this.#one[chosen >> 3] = 1 << (chosen & 7);
  }

  /** To the one processor: the thread `tid`, 0 for the calling one. */
  gather(tid: number): void {
    this.#set(tid, SIZE, this.#one);
  }

  /** To all. */
  spread(tid: number): void {
    this.#set(tid, SIZE, this.#all);
  }
}
