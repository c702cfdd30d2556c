/** Summaries of runs that were never made, from results as a file may hold them. */

import { type RunSummary, runSummary } from '../../../harness/findings/run-summary.js';
import { readResults } from '../../../harness/verdict/stored-results.js';

/** `test`: the options of the run, as `test.json` has them. */
export function summaryOf(results: object, test: Readonly<Record<string, unknown>> = {}): RunSummary {
  return runSummary({ test, results: readResults(results) });
}

/** What `stats` says of functions of which one operation ended, and did not succeed. */
export function neverSucceeded(...functions: readonly string[]): object {
  const counts = { count: 1, 'ok-count': 0, 'fail-count': 1, 'info-count': 0 };
  return {
    valid: false,
    ...counts,
    'by-f': Object.fromEntries(functions.map((f) => [f, { valid: false, ...counts }])),
  };
}
