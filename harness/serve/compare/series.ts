/**
 * A run over time, in slices: latency and number of the operations that ended, and number of messages between nodes.
 * Read from its history and journal in bounded memory: only sums are kept.
 */

import path from 'node:path';
import { isClientId, SECOND } from '../../../node/index.js';
import { readJournal } from '../../store/journal-reader.js';
import { readNdjson } from '../../store/ndjson-reader.js';
import { openStored } from '../../store/stored-file.js';
import { messageOf } from '../../errors/message-of.js';

/** The most bytes that are read of a file. */
const MAX_BYTES = 256 * 1024 * 1024;
const SLICES = 100;
/** The first length of a slice; it doubles whenever there would be more than twice `SLICES`. */
const FIRST_SLICE = SECOND / 10;

export interface Slice {
  /** Seconds: its middle. */
  readonly at: number;
  readonly value: number;
}

export interface Series {
  /** Milliseconds. */
  readonly medianLatency: readonly Slice[];
  readonly longestLatency: readonly Slice[];
  /** Operations per second that ended well. */
  readonly rate: readonly Slice[];
  /** Messages per second between nodes. */
  readonly messages: readonly Slice[];
  /** The errors of files that could not be read. */
  readonly problems: readonly string[];
}

export async function seriesOf(folder: string): Promise<Series> {
  const latencies = new Slices<number[]>(
    () => [],
    (a, b) => a.concat(b),
  );
  const messages = new Slices<number>(
    () => 0,
    (a, b) => a + b,
  );
  const problems = await Promise.all([
    reading(folder, 'history.ndjson', (file) => readLatencies(file, latencies)),
    reading(folder, 'journal.ndjson', (file) => readMessages(file, messages)),
  ]);
  const perSlice = latencies.list().map(({ at, value }) => ({ at, value: value.toSorted((a, b) => a - b) }));
  const some = perSlice.filter(({ value }) => value.length > 0);
  return {
    medianLatency: some.map(({ at, value }) => ({
      at,
      value: value[Math.floor((value.length - 1) / 2)] ?? 0,
    })),
    longestLatency: some.map(({ at, value }) => ({ at, value: value.at(-1) ?? 0 })),
    rate: perSlice.map(({ at, value }) => ({ at, value: value.length / latencies.seconds })),
    messages: messages.list().map(({ at, value }) => ({ at, value: value / messages.seconds })),
    problems: problems.filter((problem) => problem !== undefined),
  };
}

/** Values by time, in a number of slices that fits a picture, however long the run. */
export class Slices<T> {
  readonly #empty: () => T;
  readonly #join: (a: T, b: T) => T;
  #width = FIRST_SLICE;
  #values: T[] = [];

  constructor(empty: () => T, join: (a: T, b: T) => T) {
    this.#empty = empty;
    this.#join = join;
  }

  /** Length of a slice. */
  get seconds(): number {
    return this.#width / SECOND;
  }

  /** `put` updates the slice. */
  add(time: number, put: (before: T) => T): void {
    // A time that has no slice comes from a damaged file.
    if (!(time >= 0 && time < 1e6 * SECOND)) return;
    while (time / this.#width >= 2 * SLICES) this.#halve();
    const slice = Math.floor(time / this.#width);
    while (this.#values.length <= slice) this.#values.push(this.#empty());
    this.#values[slice] = put(this.#values[slice] ?? this.#empty());
  }

  list(): readonly { readonly at: number; readonly value: T }[] {
    return this.#values.map((value, i) => ({ at: (i + 0.5) * this.seconds, value }));
  }

  #halve(): void {
    this.#width *= 2;
    this.#values = Array.from({ length: Math.ceil(this.#values.length / 2) }, (_, i) =>
      this.#join(this.#values[2 * i] ?? this.#empty(), this.#values[2 * i + 1] ?? this.#empty()),
    );
  }
}

/** Undefined if there was no error. */
async function reading(
  folder: string,
  name: string,
  read: (file: string) => Promise<void>,
): Promise<string | undefined> {
  const file = await openStored(folder, name);
  await file?.handle.close();
  if (file === undefined) return `there is no ${name}`;
  try {
    await read(path.join(folder, name));
  } catch (error) {
    return messageOf(error);
  }
  return file.size > MAX_BYTES ? `of ${name} the first ${MAX_BYTES / 1024 / 1024} MiB are shown` : undefined;
}

async function readLatencies(file: string, latencies: Slices<number[]>): Promise<void> {
  const invoked = new Map<unknown, number>();
  for await (const rows of readNdjson(file, { end: MAX_BYTES })) {
    for (const { value } of rows) {
      const { process, type, time } = value;
      if (typeof process !== 'number' || typeof time !== 'number') continue;
      const begun = invoked.get(process);
      if (type === 'invoke') invoked.set(process, time);
      else invoked.delete(process);
      if (type === 'ok' && begun !== undefined) latencies.add(time, added((time - begun) / (SECOND / 1000)));
    }
  }
}

async function readMessages(file: string, messages: Slices<number>): Promise<void> {
  for await (const event of readJournal(file, { end: MAX_BYTES })) {
    if (event.type !== 'send') continue;
    const { src, dest } = event.message;
    if (!isClientId(src) && !isClientId(dest)) messages.add(event.time, (count) => count + 1);
  }
}

/** In place: a slice may hold many. */
function added(value: number): (values: number[]) => number[] {
  return (values) => {
    values.push(value);
    return values;
  };
}
