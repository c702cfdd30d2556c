/**
 * Writes a file of lines (JSON, or EDN): in large pieces for speed, and often enough that a reader that follows it,
 * or finds it after a crash, has nearly all of it. `journal-reader.ts` reads it.
 */

import { closeSync, openSync, writeSync } from 'node:fs';

const PIECE = 256 * 1024;

export class NdjsonFile {
  readonly path: string;
  readonly #descriptor: number;
  #waiting: string[] = [];
  #length = 0;
  #open = true;

  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'w');
  }

  /** `line` is a JSON text without a line end. */
  write(line: string): void {
    this.#waiting.push(line);
    this.#length += line.length + 1;
    // Synchronous on purpose: a journal that cannot keep up slows the run instead of growing in memory.
    if (this.#length >= PIECE) this.flush();
  }

  flush(): void {
    if (this.#waiting.length === 0 || !this.#open) return;
    const bytes = Buffer.from(`${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
    this.#length = 0;
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
  }

  close(): void {
    this.flush();
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }
}
