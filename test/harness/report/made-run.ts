/** Runs on disk that no cluster made: a journal and a history with whatever a test wants in them. */

import path from 'node:path';
import { folder, write } from '../folder.js';

export interface MadeMessage {
  readonly src: string;
  readonly dest: string;
  /** JSON, as a node would have printed it. */
  readonly body: string;
  /** Milliseconds. */
  readonly at: number;
  /** When it arrived, or why not; nothing for what stays under way. */
  readonly end?: number | string;
}

const NS = 1e6;

/** The folder of a run with these messages, and with what its files are given in `files`. */
export function madeRun(
  messages: readonly MadeMessage[],
  files: Readonly<Record<string, unknown>> = {},
): string {
  const place = path.join(folder(), 'broadcast', '20260101T120000.000+0000');
  const events = messages.flatMap(({ src, dest, body, at, end }, id) => {
    const names = `"id":${id},"src":${JSON.stringify(src)},"dest":${JSON.stringify(dest)}`;
    const sent = {
      time: at * NS,
      line: `{"time":${at * NS},"type":"send","message":{${names},"body":${body}}}`,
    };
    if (typeof end === 'number')
      return [sent, { time: end * NS, line: `{"time":${end * NS},"type":"recv","id":${id}}` }];
    if (end === undefined) return [sent];
    const reason = JSON.stringify(end);
    return [sent, { time: at * NS, line: `{"time":${at * NS},"type":"drop","id":${id},"reason":${reason}}` }];
  });
  const lines = events.toSorted((a, b) => a.time - b.time).map(({ line }) => `${line}\n`);
  write(path.join(place, 'journal.ndjson'), lines.join(''));
  write(path.join(place, 'history.ndjson'), '');
  for (const [name, value] of Object.entries(files))
    write(path.join(place, name), typeof value === 'string' ? value : JSON.stringify(value));
  return place;
}
