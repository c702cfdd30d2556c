/** What a node prints, read to its end: shared by hosts, and by tools that give a node its input all at once. */

import type { Readable } from 'node:stream';
import type { LineSplitter } from '../../node/index.js';

/** How long the output of a node that has ended is still read: a grandchild may hold the pipe open for ever. */
const DRAIN_MS = 500;
const TAIL = 32;
const TAIL_LENGTH = 500;

/** Reads a stream into a splitter. `accepts` is given the bytes that came, 0 at the end: if false, they are ignored. */
export function readLines(
  stream: Readable,
  splitter: LineSplitter,
  { accepts, heard }: { readonly accepts: (bytes: number) => boolean; readonly heard?: () => void },
): Promise<void> {
  stream.on('data', (chunk: Buffer) => {
    if (!accepts(chunk.length)) return;
    splitter.push(chunk);
    heard?.();
  });
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
    stream.on('close', () => resolve());
    stream.on('end', () => {
      if (accepts(0)) splitter.end();
      resolve();
    });
  });
}

/** Resolves when the output of a node that is gone has been read to its end, or when that takes suspiciously long. */
export async function drained(ended: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    // On a busy machine the time can be over before the streams were looked at once: they are read once more.
    timer = setTimeout(() => setImmediate(resolve), DRAIN_MS);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}

/** Adds a line to the last lines of a node: 32 of them, each cut at 500 characters. */
export function keepTail(tail: string[], line: string): void {
  tail.push(line.length <= TAIL_LENGTH ? line : `${line.slice(0, TAIL_LENGTH)}…`);
  if (tail.length > TAIL) tail.shift();
}
