/**
 * The output and end of one node that got its input and then the end of input, in the same form for a process, a
 * worker thread and a simulated node. `test/harness/replay/runtimes.test.ts` checks that all three give the same
 * results.
 */

import type { Readable } from 'node:stream';
import { LineSplitter } from '../../../node/index.js';
import { keepTail, readLines } from '../../../router/index.js';

/** How a node ended after its input. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: string | null }
  /** It was still running after its time, and was killed. */
  | { readonly kind: 'timeout' }
  /** It printed more than `OUTPUT_LIMIT`, and was killed. */
  | { readonly kind: 'flood' }
  | { readonly kind: 'not-started'; readonly why: string };

export interface NodeRun {
  /** The lines that it printed, without blank lines. */
  readonly lines: readonly string[];
  /** The last lines of its log, at most 32. */
  readonly stderr: readonly string[];
  readonly ending: Ending;
}

/** The node's randomness has this seed, so that a case has the same result in every run and in every runtime. */
export const CASE_SEED = 1;
/** The most bytes that a node may print. */
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

  /** Reads both streams. Resolves when both have ended; calls `onFlood` if the output is too long. */
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
