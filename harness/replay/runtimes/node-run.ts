/**
 * What became of one node that got its input and then the end of input: the same account from a process, a worker thread
 * and a simulated node. `test/harness/replay/runtimes.test.ts` holds all three to the same answers.
 */

import type { Readable } from 'node:stream';
import { LineSplitter } from '../../../node/index.js';

/** How a node that was fed ended. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: string | null }
  /** It was still there after its time, and was killed. */
  | { readonly kind: 'timeout' }
  /** It printed more than `OUTPUT_LIMIT`, and was killed. */
  | { readonly kind: 'flood' }
  | { readonly kind: 'not-started'; readonly why: string };

export interface NodeRun {
  /** What it printed, line by line, without blank lines. */
  readonly lines: readonly string[];
  /** The last lines of its log, at most `TAIL`. */
  readonly stderr: readonly string[];
  readonly ending: Ending;
}

/** A case says the same in every run and in every runtime: what a node draws comes from this seed. */
export const CASE_SEED = 1;
/** Bytes that a node may print. */
export const OUTPUT_LIMIT = 64 * 1024 * 1024;

const TAIL = 32;
const TAIL_LENGTH = 500;
/** How long the output of a node that has ended is still read: a grandchild may hold the pipe open for ever. */
const DRAIN_MS = 500;

/** The lines of a node and the tail of its log, as they come. */
export class Output {
  readonly lines: string[] = [];
  readonly stderr: string[] = [];

  print(line: string): void {
    if (line.trim() !== '') this.lines.push(line);
  }

  log(line: string): void {
    this.stderr.push(line.length <= TAIL_LENGTH ? line : `${line.slice(0, TAIL_LENGTH)}…`);
    if (this.stderr.length > TAIL) this.stderr.shift();
  }

  /** Reads both streams. Resolves when both have ended; calls `onFlood` when it is too much. */
  read(stdout: Readable, stderr: Readable, onFlood: () => void): Promise<unknown> {
    let length = 0;
    const count = (chunk: Buffer): boolean => {
      length += chunk.length;
      if (length > OUTPUT_LIMIT) onFlood();
      return length <= OUTPUT_LIMIT;
    };
    return Promise.all([
      readLines(stdout, (line) => this.print(line), count),
      readLines(
        stderr,
        (line) => this.log(line),
        () => true,
      ),
    ]);
  }
}

function readLines(
  stream: Readable,
  take: (line: string) => void,
  accept: (chunk: Buffer) => boolean,
): Promise<void> {
  const splitter = new LineSplitter({ line: take, tooLong: (start) => take(`${start}…`) });
  stream.on('data', (chunk: Buffer) => {
    if (accept(chunk)) splitter.push(chunk);
  });
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
    stream.on('close', () => resolve());
    stream.on('end', () => {
      splitter.end();
      resolve();
    });
  });
}

/** Resolves when the output has been read to its end, or when that takes suspiciously long. */
export async function drained(ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    // On a busy machine the time can be over before anybody has looked at the streams: they are read once more.
    timer = setTimeout(() => setImmediate(resolve), DRAIN_MS);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
