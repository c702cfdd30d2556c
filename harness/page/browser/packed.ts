/**
 * Takes apart what `harness/report/attachment.ts` put together: compressed columns and blocks of text in elements.
 */

import { firstIndex } from '../../picture/search.js';
import { unfold } from '../../picture/folded-text.js';
import { unpackNumbers } from '../../picture/varint.js';
import { LONG_MARK, type TextTable } from '../packing.js';

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Fills `into` from the element of this id; without one, it stays as it is. */
export async function column<A extends Numbers>(id: string, into: A): Promise<A> {
  const element = document.getElementById(id);
  if (element === null) return into;
  const bytes = await unpack(element.textContent ?? '');
  // An element is removed once it is unpacked.
  element.remove();
  return unpackNumbers(bytes, into);
}

/** Texts by row, unpacked block by block on request. */
export class Texts {
  readonly #rows: Blocks;
  readonly #long: Blocks;

  constructor(prefix: string, { blocks, longBlocks }: TextTable) {
    this.#rows = new Blocks(prefix, blocks, (lines) => lines);
    this.#long = new Blocks(`${prefix}-long`, longBlocks, unfold);
  }

  async row(row: number): Promise<string> {
    const text = await this.#rows.row(row);
    return text.startsWith(LONG_MARK) ? this.#long.row(Number(text.slice(1))) : text;
  }

  /** All rows in order, with a turn of the event loop between blocks; ends early when `stopped` returns true. */
  async each(use: (text: string, row: number) => void, stopped: () => boolean): Promise<void> {
    for (let block = 0; block < this.#rows.firsts.length && !stopped(); block++) {
      const first = this.#rows.firsts[block] ?? 0;
      for (const [i, text] of (await this.#rows.block(block)).entries())
        use(text.startsWith(LONG_MARK) ? await this.#long.row(Number(text.slice(1))) : text, first + i);
    }
  }
}

/**
 * The number of blocks that are kept unpacked: a search reads all of them once, a reader returns to the last ones.
 */
const KEPT = 8;

class Blocks {
  readonly firsts: readonly number[];
  readonly #prefix: string;
  readonly #read: (lines: readonly string[]) => readonly string[];
  readonly #kept = new Map<number, Promise<readonly string[]>>();

  constructor(
    prefix: string,
    firsts: readonly number[],
    read: (lines: readonly string[]) => readonly string[],
  ) {
    this.#prefix = prefix;
    this.firsts = firsts;
    this.#read = read;
  }

  async row(row: number): Promise<string> {
    const number = this.#blockOf(row);
    return (await this.block(number))[row - (this.firsts[number] ?? 0)] ?? '';
  }

  block(number: number): Promise<readonly string[]> {
    let block = this.#kept.get(number);
    if (block === undefined) {
      block = this.#unpack(number);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size >= KEPT && oldest !== undefined) this.#kept.delete(oldest);
      this.#kept.set(number, block);
    }
    return block;
  }

  async #unpack(number: number): Promise<readonly string[]> {
    const text = document.getElementById(`${this.#prefix}${number}`)?.textContent ?? '';
    return this.#read(new TextDecoder().decode(await unpack(text)).split('\n'));
  }

  #blockOf(row: number): number {
    return Math.max(0, firstIndex(this.firsts.length, (i) => (this.firsts[i] ?? 0) > row) - 1);
  }
}

async function unpack(base64: string): Promise<Uint8Array> {
  const stream = new Blob([fromBase64(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
