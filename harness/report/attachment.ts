/** The elements of a page that hold compressed data: what `harness/browser/elements/attachment.ts` takes apart again. */

import { gzipSync } from 'node:zlib';
import { packNumbers } from '../picture/varint.js';

/** A column of whole numbers from 0 on. */
export function columnElement(id: string, numbers: ArrayLike<number>): string {
  return element(id, packNumbers(numbers));
}

function element(id: string, bytes: Uint8Array): string {
  return `<script type="text/plain" id="${id}">${gzipSync(bytes).toString('base64')}</script>\n`;
}

/** Rows in one block, and about how much text. */
const ROWS = 2048;
const CHARACTERS = 512 * 1024;

/** Texts without line ends, a row each, compressed block by block as they come. */
export class TextBlocks {
  /** The first row of each block. */
  readonly firsts: number[] = [];
  readonly #prefix: string;
  readonly #elements: string[] = [];
  #rows = 0;
  #block: string[] = [];
  #characters = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  add(text: string): void {
    if (this.#block.length === 0) this.firsts.push(this.#rows);
    this.#block.push(text);
    this.#rows++;
    this.#characters += text.length;
    if (this.#block.length >= ROWS || this.#characters >= CHARACTERS) this.#close();
  }

  /** Nothing can be added any more. */
  finish(): string {
    if (this.#block.length > 0) this.#close();
    return this.#elements.join('');
  }

  #close(): void {
    const id = `${this.#prefix}${this.#elements.length}`;
    this.#elements.push(element(id, Buffer.from(this.#block.join('\n'))));
    this.#block = [];
    this.#characters = 0;
  }
}

/** Numbers a list of names as they come. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #all: string[] = [];

  constructor(first: readonly string[] = []) {
    for (const name of first) this.of(name);
  }

  of(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(name, number);
      this.#all.push(name);
    }
    return number;
  }

  get all(): readonly string[] {
    return this.#all;
  }
}
