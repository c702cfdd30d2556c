/** Runs to be exported in tests: a journal's lines, and what an export makes of them. */

import { storedJourneys } from '../../../harness/trace/journeys.js';
import type { Export, ExportedRun } from '../../../harness/export/exported-run.js';
import { all, drop, fault, journal, recv, send } from '../trace/journal.js';

export { all, drop, fault, recv, send };

export function runOf(lines: readonly unknown[], more: Partial<ExportedRun> = {}): ExportedRun {
  const file = journal(...lines);
  return {
    title: 'a run',
    nodes: ['n1', 'n2', 'n3'],
    entries: () => storedJourneys(file, () => true),
    operations: async () => [],
    faults: [],
    ...more,
  };
}

export function linesOf(
  format: Export,
  lines: readonly unknown[],
  more?: Partial<ExportedRun>,
): Promise<string[]> {
  return all(format(runOf(lines, more)));
}

/** What a node may print: controls, marks that turn text around, markup, half characters, and much of everything. */
export const HOSTILE = '\u001b[2J\u202e<b>&"\'`|;#%\n\r\ud800 end style:classDef';

/** A body that JSON.stringify cannot write. */
export function deepBody(): string {
  return `{"type":"deep","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
}
