/** The elements of a page that hold compressed data; `harness/page/browser/packed.ts` unpacks them. */

import { gzipSync } from 'node:zlib';
import { fold } from '../picture/folded-text.js';
import { packNumbers } from '../picture/varint.js';
import { LONG_MARK, type TextTable } from './packing.js';

/** A column of whole numbers from 0 on. */
export function columnElement(id: string, numbers: ArrayLike<number>): string {
  return element(id, packNumbers(numbers));
}

/** It takes a third of the time of zlib's default, which would make a report smaller by a twelfth. */
const LEVEL = 4;

function element(id: string, bytes: Uint8Array): string {
  return `<script type="text/plain" id="${id}">${gzipSync(bytes, { level: LEVEL }).toString('base64')}</script>\n`;
}

/** Rows in one block, and about how much text. */
const ROWS = 2048;
const CHARACTERS = 512 * 1024;

/** A longer text is stored separately, as the part it shares with an earlier one and the new part. */
const LONG = 512;
const LONG_ROWS = 4096;
const LONG_CHARACTERS = 4 * 1024 * 1024;

/**
 * Texts without line ends, a row each, compressed block by block as they come.
 *
 * The replies to reads of one node repeat each other except for a few values, and are longer than gzip's window: only
 * the new part of a long text is written (`folded-text.ts`). That reduces such a run to a hundredth.
 */
export class TextBlocks {
  readonly #rows: Block;
  readonly #long: Block;
  /** The last long text of each kin in the present block. */
  #latest = new Map<string, { readonly row: number; readonly text: string }>();

  constructor(prefix: string) {
    this.#rows = new Block(prefix, ROWS, CHARACTERS);
    this.#long = new Block(`${prefix}-long`, LONG_ROWS, LONG_CHARACTERS);
  }

  /** `kin`: texts that are probably similar have the same. */
  add(text: string, kin = ''): void {
    if (text.length <= LONG) {
      this.#rows.add(text);
      return;
    }
    this.#rows.add(`${LONG_MARK}${this.#long.length}`);
    if (this.#long.begins) this.#latest = new Map();
    const row = this.#long.length;
    const before = this.#latest.get(kin);
    this.#latest.set(kin, { row, text });
    this.#long.add(before === undefined ? fold(text, '', 0) : fold(text, before.text, row - before.row));
  }

  /** The first row of each block. */
  get firsts(): TextTable {
    return { blocks: this.#rows.firsts, longBlocks: this.#long.firsts };
  }

  /** Completes the data: no text can be added any more. */
  finish(): string {
    return this.#rows.finish() + this.#long.finish();
  }
}

class Block {
  readonly firsts: number[] = [];
  length = 0;
  readonly #prefix: string;
  readonly #most: number;
  readonly #characters: number;
  readonly #elements: string[] = [];
  #texts: string[] = [];
  #size = 0;

  constructor(prefix: string, most: number, characters: number) {
    this.#prefix = prefix;
    this.#most = most;
    this.#characters = characters;
  }

  /** The next text is the first of a block. */
  get begins(): boolean {
    return this.#texts.length === 0;
  }

  add(text: string): void {
    if (this.begins) this.firsts.push(this.length);
    this.#texts.push(text);
    this.length++;
    this.#size += text.length;
    if (this.#texts.length >= this.#most || this.#size >= this.#characters) this.#close();
  }

  finish(): string {
    if (!this.begins) this.#close();
    return this.#elements.join('');
  }

  #close(): void {
    const id = `${this.#prefix}${this.#elements.length}`;
    this.#elements.push(element(id, Buffer.from(this.#texts.join('\n'))));
    this.#texts = [];
    this.#size = 0;
  }
}

/** Numbers the names of a list as they come. */
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
