/** The stdin of a node: a pipe of which the supervisor holds both ends, and what did not fit into it yet. */

import { readlinkSync } from 'node:fs';
import type { Libc } from './libc.js';

const SIZE = 1024 * 1024;

export class NodeInput {
  readonly readEnd: number;
  readonly #writeEnd: number;
  readonly #libc: Libc;
  /** How `/proc/PID/fd` names it. */
  readonly name: string;
  #pending: Buffer[] = [];

  constructor(libc: Libc) {
    this.#libc = libc;
    const { readEnd, writeEnd } = libc.pipe(SIZE);
    this.readEnd = readEnd;
    this.#writeEnd = writeEnd;
    libc.setNonBlocking(writeEnd);
    this.name = readlinkSync(`/proc/self/fd/${readEnd}`);
  }

  /** Bytes that the node has not read. */
  get unread(): number {
    return this.inPipe + this.#pending.reduce((sum, each) => sum + each.length, 0);
  }

  /** Bytes that the node could read now. */
  get inPipe(): number {
    return this.#libc.unread(this.readEnd);
  }

  /** Whether a reader that finds nothing wants to be told so instead of waiting. */
  get isNonBlocking(): boolean {
    return this.#libc.isNonBlocking(this.readEnd);
  }

  put(text: string): void {
    this.#pending.push(Buffer.from(text));
    this.pour();
  }

  /** Writes what fits. True if anything did. */
  pour(): boolean {
    let any = false;
    for (;;) {
      const [first] = this.#pending;
      if (first === undefined) return any;
      const put = this.#libc.write(this.#writeEnd, first);
      if (put <= 0) return any;
      any = true;
      if (put === first.length) this.#pending.shift();
      else this.#pending[0] = first.subarray(put);
    }
  }

  close(): void {
    this.#libc.close(this.readEnd);
    this.#libc.close(this.#writeEnd);
    this.#pending = [];
  }
}
