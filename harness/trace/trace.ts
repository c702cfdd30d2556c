/**
 * The message trace: each message of a run that passes the filters, and its outcome.
 *
 * Reads one run's journal and writes lines; `journeys.ts` pairs the events, `format.ts` formats them.
 */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ChalkInstance } from '../text/colors.js';
import { readJournal, type SentMessage } from '../store/journal-reader.js';
import { isFile, locate } from '../store/locate.js';
import { UsageError } from '../errors/usage-error.js';
import { wrap } from '../text/columns.js';
import { Filter, type FilterOptions } from './filter.js';
import { Formatter, journeyJson } from './format.js';
import { liveJourneys, storedJourneys } from './journeys.js';
import { Output } from '../text/output.js';
import { Summary } from './summary.js';

export interface TraceOptions {
  /** A journal, a run's folder, or a folder with a `latest` in it. By default the latest run in `store`. */
  readonly path?: string | undefined;
  readonly filter?: FilterOptions | undefined;
  /** Continue as the journal grows, until the run ends or the signal aborts. */
  readonly follow?: boolean | undefined;
  /** A JSON object a line, without faults and without a summary. */
  readonly json?: boolean | undefined;
}

export interface TraceIo {
  readonly out: NodeJS.WritableStream;
  readonly colors: ChalkInstance;
  /** The most columns of a line; undefined for no limit. */
  readonly width: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves with the number of messages shown. Throws a UsageError if there is no journal, or a damaged one. */
export async function trace(options: TraceOptions, { out, colors, width, signal }: TraceIo): Promise<number> {
  const { follow = false, json = false } = options;
  const file = journalFile(options.path, follow);
  const filter = new Filter(options.filter ?? {});
  const formatter = new Formatter(colors, width);
  const output = new Output(out);
  const summary = new Summary();
  let all = 0;
  const accepts = (message: SentMessage, sentAt: number): boolean => {
    all++;
    return filter.acceptsMessage(message, sentAt);
  };
  const entries = follow
    ? liveJourneys(readJournal(file, { follow, signal, complete: () => hasEnded(file) }), accepts)
    : storedJourneys(file, accepts);
  for await (const entry of entries) {
    if (entry.type === 'fault') {
      if (json || !filter.acceptsTime(entry.time)) continue;
      await output.line(formatter.fault(entry));
    } else {
      if (!filter.acceptsOutcome(entry.outcome)) continue;
      summary.add(entry);
      await output.line(json ? journeyJson(entry) : formatter.journey(entry));
    }
    if (follow) await output.flush();
    if (output.closed) break;
  }
  if (!json) for (const line of wrap(summary.text(all), width ?? Infinity, '  ')) await output.line(line);
  await output.close();
  return summary.shown;
}

const JOURNAL = 'journal.ndjson';

/** The path of the journal, with links resolved: another run may become the latest while this one is read. */
export function journalFile(
  place: string | undefined,
  follow: boolean,
  folder: string = process.cwd(),
): string {
  const places =
    place === undefined ? (follow ? ['store/current', 'store/latest'] : ['store/latest']) : [place];
  const { file, looked: paths } = locate(
    places.map((each) => path.resolve(folder, each)),
    [JOURNAL],
  );
  if (file !== undefined) return file;
  const looked = `looked for ${paths.join(', ')}`;
  if (place !== undefined) {
    const maelstroms = existsSync(path.resolve(folder, place, 'net-journal'))
      ? ". Maelstrom's own (net-journal/*.fressian) is binary, and is not read"
      : '';
    throw new UsageError(
      `there is no journal at ${place} (${looked}): expected a run's folder, or a ${JOURNAL}${maelstroms}`,
    );
  }
  const running = !follow && isFile(path.resolve(folder, 'store/current', JOURNAL));
  const hint = running ? 'A run is under way: eddy trace --follow' : 'Run eddy test first, or name a run';
  throw new UsageError(`there is no run to trace (${looked}). ${hint}`);
}

/** A run whose results exist writes no more events. */
function hasEnded(journal: string): boolean {
  return isFile(path.join(path.dirname(journal), 'results.json'));
}
