/** Stdout or stderr of a node: a pipe, and what was read from it. */

import type { Libc } from './libc.js';

const SIZE = 1024 * 1024;
const chunk = Buffer.alloc(256 * 1024);

export class NodeOutput {
  /** What the first process of the node writes to. */
  readonly writeEnd: number;
  readonly #readEnd: number;
  readonly #libc: Libc;
  #read: Buffer[] = [];
  #handedOver = false;
  #ended = false;

  constructor(libc: Libc) {
    this.#libc = libc;
    const { readEnd, writeEnd } = libc.pipe(SIZE);
    this.#readEnd = readEnd;
    this.writeEnd = writeEnd;
    libc.setNonBlocking(readEnd);
  }

  /** Whether no process of the node has it open any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The node has its end: it alone keeps the pipe open from now on. */
  handOver(): void {
    if (!this.#handedOver) this.#libc.close(this.writeEnd);
    this.#handedOver = true;
  }

  /** Empties the pipe, so that no writer waits for it. Whether there was anything. */
  drain(): boolean {
    for (let any = false; ; any = true) {
      const got = this.#libc.read(this.#readEnd, chunk);
      this.#ended = got === 0;
      if (got <= 0) return any;
      this.#read.push(Buffer.from(chunk.subarray(0, got)));
      // There was no more; what comes next is read next time.
      if (got < chunk.length) return true;
    }
  }

  /** All that came since the last time. `mayHoldMore`: something may be left in the pipe. */
  take(mayHoldMore: boolean): Buffer {
    while (mayHoldMore && this.drain());
    const all = this.#read.length === 1 ? this.#read[0] : Buffer.concat(this.#read);
    this.#read = [];
    return all ?? Buffer.alloc(0);
  }

  close(): void {
    this.handOver();
    this.#libc.close(this.#readEnd);
  }
}
