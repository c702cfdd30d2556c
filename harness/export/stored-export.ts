/** The export input of a stored run: its journal through the filters, and the files beside it. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { SECOND } from '../../node/index.js';
import { pairs } from '../operations/history.js';
import { readHistory } from '../store/history-reader.js';
import { readJson } from '../store/stored-run.js';
import { readResults, type StoredResults } from '../verdict/stored-results.js';
import { Filter, type FilterOptions } from '../trace/filter.js';
import { storedJourneys, type TraceEntry } from '../trace/journeys.js';
import type { ExportedRun } from './exported-run.js';

/** `journal` as `journalFile` finds it. Throws a UsageError if a file beside it is damaged. */
export function storedExport(journal: string, options: FilterOptions): ExportedRun {
  const folder = path.dirname(journal);
  const { test, results } = runFiles(folder);
  const inTime = new Filter({ time: options.time });
  const history = path.join(folder, 'history.ndjson');
  return {
    title: titleOf(test, folder),
    nodes: Array.isArray(test['nodes']) ? test['nodes'].map(String) : [],
    entries: () => filtered(journal, options),
    operations: async () =>
      existsSync(history)
        ? pairs(await readHistory(history)).filter(({ invoke }) => inTime.acceptsTime(invoke.time))
        : [],
    faults: (results?.faults ?? []).filter(({ from }) => inTime.acceptsTime(from * SECOND)),
  };
}

export interface RunFiles {
  readonly test: Readonly<Record<string, unknown>>;
  /** Undefined for a run without results. */
  readonly results: StoredResults | undefined;
}

export function runFiles(folder: string): RunFiles {
  return {
    test: readJson(path.join(folder, 'test.json')),
    results: readResults(readJson(path.join(folder, 'results.json'))),
  };
}

/** The entries of a trace with these filters. */
async function* filtered(journal: string, options: FilterOptions): AsyncGenerator<TraceEntry> {
  // A filter has state: each reading needs its own.
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
