/** What there is to export of a run that is stored: its journal through the filters, and what stands beside it. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { isObject, SECOND } from '../../node/index.js';
import type { Fault } from '../faults/faults.js';
import { pairs } from '../operations/history.js';
import { readHistory } from '../store/history-reader.js';
import { readJson } from '../store/stored-run.js';
import { Filter, type FilterOptions } from '../trace/filter.js';
import { storedJourneys, type TraceEntry } from '../trace/journeys.js';
import type { ExportedRun } from './exported-run.js';

/** `journal` as `journalFile` finds it. Throws a UsageError where a file beside it is damaged. */
export function storedExport(journal: string, options: FilterOptions): ExportedRun {
  const folder = path.dirname(journal);
  const { test, results } = runFiles(folder);
  const inTime = new Filter({ time: options.time });
  const history = path.join(folder, 'history.ndjson');
  return {
    title: titleOf(test, folder),
    nodes: list(test['nodes']).map(String),
    entries: () => filtered(journal, options),
    operations: async () =>
      existsSync(history)
        ? pairs(await readHistory(history)).filter(({ invoke }) => inTime.acceptsTime(invoke.time))
        : [],
    faults: list(results['faults'])
      .filter(isFault)
      .filter(({ from }) => inTime.acceptsTime(from * SECOND)),
  };
}

export interface RunFiles {
  readonly test: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
}

export function runFiles(folder: string): RunFiles {
  return {
    test: readJson(path.join(folder, 'test.json')),
    results: readJson(path.join(folder, 'results.json')),
  };
}

/** What a trace with these filters shows. */
async function* filtered(journal: string, options: FilterOptions): AsyncGenerator<TraceEntry> {
  // A filter remembers what it has seen: each reading needs one of its own.
  const filter = new Filter(options);
  const accepts = filter.acceptsMessage.bind(filter);
  for await (const entry of storedJourneys(journal, accepts)) {
    if (entry.type === 'fault' ? filter.acceptsTime(entry.time) : filter.acceptsOutcome(entry.outcome)) {
      yield entry;
    }
  }
}

function titleOf({ workload, runtime, seed }: RunFiles['test'], folder: string): string {
  if (typeof workload !== 'string') return path.basename(folder);
  const how = typeof runtime === 'string' ? `, ${runtime} runtime` : '';
  return `${workload}${how}${typeof seed === 'number' ? `, seed ${seed}` : ''}`;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function isFault(value: unknown): value is Fault {
  if (!isObject(value)) return false;
  const { fault, text, from, to } = value;
  return (
    typeof fault === 'string' &&
    typeof text === 'string' &&
    typeof from === 'number' &&
    (to === undefined || typeof to === 'number')
  );
}
