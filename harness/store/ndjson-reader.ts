/**
 * Reads a file of JSON objects, one a line, in batches with their line numbers: a whole file, or one that still
 * grows.
 *
 * The `ndjson` package parses, behind a guard. By itself it does not report which line is bad, takes a line `null`
 * for the end of the file, and takes time quadratic in the length of a line that comes in many pieces. So this file
 * splits the lines, passes it only whole lines that can be objects, and counts its results.
 */

import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'ndjson';
import { isObject, LineSplitter } from '../../node/index.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { messageOf } from '../errors/message-of.js';

export interface Row {
  /** Counts from 1; lines that are empty count too. */
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** The text of the value: numbers as they were written. */
  readonly text: string;
}

export interface ReadOptions {
  /** At the end of the file, wait for more until `signal` aborts or `complete` is true. */
  readonly follow?: boolean | undefined;
  /** Whether writing has ended. Called at the end of the file. */
  readonly complete?: (() => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Writing has ended: a truncated last line is damage, and an error like any bad line. */
  readonly whole?: boolean | undefined;
  /** Read at most this many bytes. */
  readonly end?: number | undefined;
}

const PIECE = 64 * 1024;
const POLL_MS = 100;
const SHOWN = 60;

/**
 * Throws a UsageError with file and line number at a line that is not a JSON object. A last line without its end that
 * is incomplete belongs to a file that is still being written, and is left out; with `whole` it is an error.
 */
export async function* readNdjson(file: string, options: ReadOptions = {}): AsyncGenerator<readonly Row[]> {
  const handle = await open(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}`, error);
  });
  try {
    yield* rowsOf(file, pieces(handle, options), options);
  } finally {
    await handle.close();
  }
}

/**
 * The same for bytes of any source; `file` is the name in errors. `onTorn` is called if a truncated last line is left
 * out.
 */
export async function* rowsOf(
  file: string,
  bytes: AsyncIterable<Buffer>,
  { whole, onTorn }: Pick<ReadOptions, 'whole'> & { readonly onTorn?: () => void } = {},
): AsyncGenerator<readonly Row[]> {
  const batch = new Batch(file);
  const splitter = new LineSplitter({
    line: (text, line) => batch.add(text, line),
    tooLong: (start, line) => {
      throw notAnObject(file, line, start);
    },
  });
  for await (const piece of bytes) {
    splitter.push(piece);
    const rows = batch.parse();
    if (rows.length > 0) yield rows;
  }
  splitter.end();
  const last = batch.parseLast(whole === true);
  if (last === undefined) onTorn?.();
  else if (last.length > 0) yield last;
}

/** Each piece is valid until the next one is requested. */
async function* pieces(
  handle: FileHandle,
  { follow, complete, signal, end = Infinity }: ReadOptions,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(PIECE);
  let left = end;
  let last = follow !== true;
  for (;;) {
    if (signal?.aborted === true) return;
    const { bytesRead } = await handle.read(buffer, 0, Math.min(PIECE, left), null);
    left -= bytesRead;
    if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
    else if (last) return;
    // Bytes that were written before completion may not have been read yet.
    else if (complete?.() === true) last = true;
    // Rejects on abort only. Polled because fs.watch is silent on network file systems.
    else await sleep(POLL_MS, undefined, signal === undefined ? {} : { signal }).catch(() => {});
  }
}

class Batch {
  readonly #file: string;
  readonly #parser = parse();
  #texts: string[] = [];
  #lines: number[] = [];
  #failed = false;

  constructor(file: string) {
    this.#file = file;
    this.#parser.on('error', () => {
      this.#failed = true;
    });
  }

  add(text: string, line: number): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    if (!trimmed.startsWith('{')) throw notAnObject(this.#file, line, trimmed);
    this.#texts.push(trimmed);
    this.#lines.push(line);
  }

  parse(): readonly Row[] {
    const texts = this.#texts;
    const lines = this.#lines;
    const values = this.#take();
    if (values !== undefined)
      return values.map((value, i) => ({ line: lines[i] ?? 0, value, text: texts[i] ?? '' }));
    const bad = texts.findIndex((text) => !isJson(text));
    throw notAnObject(this.#file, lines[bad] ?? 0, texts[bad] ?? '');
  }

  /** The text after the last line end; undefined if it is truncated, which is an error in a `whole` file. */
  parseLast(whole: boolean): readonly Row[] | undefined {
    const torn = this.#texts.findIndex((text) => !isJson(text));
    if (torn === -1) return this.parse();
    if (!whole) return undefined;
    const { message } = notAnObject(this.#file, this.#lines[torn] ?? 0, this.#texts[torn] ?? '');
    throw new UsageError(`${message} (the file is cut off in its last line: expected a whole copy of it)`);
  }

  /** The values of the lines added; undefined if one of them is bad. */
  #take(): readonly Row['value'][] | undefined {
    const values: Row['value'][] = [];
    if (this.#texts.length === 0) return values;
    const expected = this.#texts.length;
    // The parser is a transform stream that works within `write` as long as its output is empty.
    this.#parser.write(`${this.#texts.join('\n')}\n`);
    this.#texts = [];
    this.#lines = [];
    for (;;) {
      const value: unknown = this.#parser.read();
      if (value === null) break;
      if (isObject(value)) values.push(value);
    }
    return this.#failed || values.length !== expected ? undefined : values;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function notAnObject(file: string, line: number, text: string): UsageError {
  const start = printable(text.slice(0, SHOWN)) + (text.length > SHOWN ? '…' : '');
  return new UsageError(`${file}, line ${line}: expected a JSON object, got ${start}`);
}
