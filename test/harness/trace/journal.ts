/** Journals for tests: written to a folder of their own, and what a trace of them prints. */

import path from 'node:path';
import { Writable } from 'node:stream';
import { plain } from '../../../harness/text/colors.js';
import { folder, write } from '../folder.js';
import { trace, type TraceOptions } from '../../../harness/trace/trace.js';

/** A file with these lines; what is not a string becomes JSON. */
export function journal(...lines: readonly unknown[]): string {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  return write(path.join(folder(), 'journal.ndjson'), text);
}

/** Times are in milliseconds here. */
export function send(ms: number, id: number, src: string, dest: string, body: object): unknown {
  return { time: ms * 1e6, type: 'send', message: { id, src, dest, body } };
}

export function recv(ms: number, id: number): unknown {
  return { time: ms * 1e6, type: 'recv', id };
}

export function drop(ms: number, id: number, reason: string): unknown {
  return { time: ms * 1e6, type: 'drop', id, reason };
}

export function fault(ms: number, fault: string, text: string): unknown {
  return { time: ms * 1e6, type: 'fault', fault, text };
}

/** Keeps what is written to it. */
export class Page extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  get lines(): readonly string[] {
    return this.text.split('\n').slice(0, -1);
  }
}

export async function linesOf(options: TraceOptions, width?: number): Promise<readonly string[]> {
  const out = new Page();
  await trace(options, { out, colors: plain, width });
  return out.lines;
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
