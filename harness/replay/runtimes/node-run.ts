/**
 * What became of one node that got its input and then the end of input: the same account from a process, a worker thread
 * and a simulated node. `test/harness/replay/runtimes.test.ts` holds all three to the same answers.
 */

import type { Readable } from 'node:stream';
import { LineSplitter } from '../../../node/index.js';
import { keepTail, readLines } from '../../../router/index.js';

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
  /** The last lines of its log, at most 32. */
  readonly stderr: readonly string[];
  readonly ending: Ending;
}

/** A case says the same in every run and in every runtime: what a node draws comes from this seed. */
export const CASE_SEED = 1;
/** Bytes that a node may print. */
export const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** The lines of a node and the tail of its log, as they come. */
export class Output {
  readonly lines: string[] = [];
  readonly stderr: string[] = [];

  print(line: string): void {
    if (line.trim() !== '') this.lines.push(line);
  }

  log(line: string): void {
    keepTail(this.stderr, line);
  }

  /** Reads both streams. Resolves when both have ended; calls `onFlood` when it is too much. */
  read(stdout: Readable, stderr: Readable, onFlood: () => void): Promise<unknown> {
    let length = 0;
    const accepts = (bytes: number): boolean => {
      length += bytes;
      if (length > OUTPUT_LIMIT) onFlood();
      return length <= OUTPUT_LIMIT;
    };
    const splitter = (take: (line: string) => void): LineSplitter =>
      new LineSplitter({ line: take, tooLong: (start) => take(`${start}…`) });
    return Promise.all([
      readLines(
        stdout,
        splitter((line) => this.print(line)),
        { accepts },
      ),
      readLines(
        stderr,
        splitter((line) => this.log(line)),
        { accepts: () => true },
      ),
    ]);
  }
}
