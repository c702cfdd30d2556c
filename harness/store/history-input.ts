/**
 * The source of a history's bytes, and their format. A file, a pipe or standard input is opened once and read from
 * front to back, since a pipe can be read only once; the format is recognised by the first bytes, whatever the name.
 */

import { open } from 'node:fs/promises';
import process from 'node:process';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { messageOf } from '../errors/message-of.js';

/** `json`: an array of operations, or objects that take several lines each. */
type HistoryFormat = 'ndjson' | 'json' | 'edn';

export interface HistoryInput {
  readonly format: HistoryFormat;
  /** All bytes, from the first one on. Each piece is valid until the next one is requested. */
  readonly pieces: AsyncIterable<Buffer>;
}

/** The path that stands for standard input, as in most programs. */
export const STANDARD_INPUT = '-';

/**
 * Other names of standard input. It cannot be opened by name if it is a socket, as under a parent process in Node.
 */
const ALIASES: ReadonlySet<string> = new Set(['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

const PIECE = 64 * 1024;
/** The format is decided when this many bytes were read, or at the end. */
const HEAD = 4096;
const SHOWN = 60;

/** The name of the source in messages. */
export function nameOf(place: string): string {
  return place === STANDARD_INPUT ? 'standard input' : place;
}

/** Throws a UsageError if it cannot be read, or if its first bytes are not those of a history. */
export async function* openHistory(place: string): AsyncGenerator<HistoryInput> {
  const pieces = piecesOf(place)[Symbol.asyncIterator]();
  try {
    const first: Buffer[] = [];
    let head = '';
    let ended = false;
    while (!ended && head.trimStart().length < HEAD) {
      const next = await pieces.next();
      ended = next.done === true;
      // A copy: the piece is overwritten by the next one.
      if (next.done !== true) first.push(Buffer.from(next.value));
      head = Buffer.concat(first).toString();
    }
    yield { format: formatOf(head, place), pieces: joined(first, pieces) };
  } finally {
    await pieces.return?.(undefined);
  }
}

async function* joined(first: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* piecesOf(place: string): AsyncGenerator<Buffer> {
  try {
    if (place === STANDARD_INPUT || ALIASES.has(place)) {
      for await (const piece of process.stdin) yield Buffer.from(piece as Buffer | string);
      return;
    }
    const handle = await open(place);
    try {
      const buffer = Buffer.allocUnsafe(PIECE);
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, PIECE, null);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    const problem = messageOf(error);
    throw new UsageError(`cannot read ${nameOf(place)}: ${problem}`, error);
  }
}

/** A JSON object begins with a key in quotes and a colon; an EDN map with keywords, or with a key without a colon. */
const JSON_OBJECT = /^\{\s*(?:$|\}|"(?:[^"\\]|\\.)*(?:$|"\s*(?:$|:)))/;

function formatOf(head: string, place: string): HistoryFormat {
  const text = head.trimStart();
  if (text === '') return 'ndjson';
  if (JSON_OBJECT.test(text)) return takesSeveralLines(text) ? 'json' : 'ndjson';
  const [first = ''] = text;
  if (first === '[') return JSON_OBJECT.test(text.slice(1).trimStart()) ? 'json' : 'edn';
  if ('{(#;'.includes(first)) return 'edn';
  const line = head.slice(0, head.length - text.length).split('\n').length;
  const [start = ''] = text.split('\n', 1);
  const shown = printable(start.slice(0, SHOWN)) + (start.length > SHOWN ? '…' : '');
  throw new UsageError(
    `${nameOf(place)}, line ${line}: expected the operations of a history (JSON objects, one a line or in an array, ` +
      `or EDN maps such as {:type :invoke, ...}), got ${shown}`,
  );
}

/** Whether more lines follow and the first line is only the beginning of an object. */
function takesSeveralLines(text: string): boolean {
  const end = text.indexOf('\n');
  if (end === -1 || text.slice(end).trim() === '') return false;
  return /^\{\s*$|[,{[]\s*$/.test(text.slice(0, end));
}
