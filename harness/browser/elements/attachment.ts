/** Takes apart what `harness/report/attachment.ts` put together: compressed columns and blocks of text in elements. */

import { unpackNumbers } from '../../picture/varint.js';

type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Fills `into` from the element of this id; where there is none, it stays as it is. */
export async function column<A extends Numbers>(id: string, into: A): Promise<A> {
  const element = document.getElementById(id);
  if (element === null) return into;
  const bytes = await unpack(element.textContent ?? '');
  // What is unpacked is not needed a second time.
  element.remove();
  return unpackNumbers(bytes, into);
}

/** Texts by row, unpacked block by block when they are asked for. */
export class Texts {
  readonly #prefix: string;
  readonly #firsts: readonly number[];
  readonly #length: number;
  /** The blocks used last, by number. */
  readonly #kept = new Map<number, readonly string[]>();

  constructor(
    prefix: string,
    { blocks, length }: { readonly blocks: readonly number[]; readonly length: number },
  ) {
    this.#prefix = prefix;
    this.#firsts = blocks;
    this.#length = length;
  }

  async row(row: number): Promise<string> {
    const block = this.#blockOf(row);
    return (await this.#block(block))[row - (this.#firsts[block] ?? 0)] ?? '';
  }

  /** All rows in order, with a moment for the page between blocks; ends early when `stopped` says so. */
  async each(use: (text: string, row: number) => void, stopped: () => boolean): Promise<void> {
    for (let block = 0; block < this.#firsts.length && !stopped(); block++) {
      const first = this.#firsts[block] ?? 0;
      for (const [i, text] of (await this.#read(block)).entries()) use(text, first + i);
    }
  }

  get length(): number {
    return this.#length;
  }

  #blockOf(row: number): number {
    let [low, high] = [0, this.#firsts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#firsts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async #block(number: number): Promise<readonly string[]> {
    const kept = this.#kept.get(number);
    if (kept !== undefined) return kept;
    const block = await this.#read(number);
    this.#kept.set(number, block);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > 16 && oldest !== undefined) this.#kept.delete(oldest);
    return block;
  }

  async #read(number: number): Promise<readonly string[]> {
    const text = document.getElementById(`${this.#prefix}${number}`)?.textContent ?? '';
    return new TextDecoder().decode(await unpack(text)).split('\n');
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
