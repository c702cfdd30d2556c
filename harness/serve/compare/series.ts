/**
 * A run over time, in slices: latency and number of the operations that ended, and number of messages between nodes.
 * Read from its history and journal in bounded memory: only sums are kept.
 */

import path from 'node:path';
import { isClientId, SECOND } from '../../../node/index.js';
import { readJournal } from '../../store/journal-reader.js';
import { openStored } from '../../store/stored-file.js';
import { messageOf } from '../../errors/message-of.js';
import { eachEnded } from '../ended-operations.js';
import { Slices } from '../slices.js';

/** The most bytes that are read of a file. */
const MAX_BYTES = 256 * 1024 * 1024;
const SLICES = 100;

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
    SLICES,
    () => [],
    (a, b) => a.concat(b),
  );
  const messages = new Slices<number>(
    SLICES,
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
  await eachEnded(file, MAX_BYTES, ({ type, begun, time }) => {
    if (type === 'ok' && begun !== undefined) latencies.add(time, added((time - begun) / (SECOND / 1000)));
  });
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
