/**
 * Which runs of a store belong together: the same test made again and again, by `--test-count`, `--watch` or by hand.
 * No file records that, so it is read from the options: runs of one workload, one after the other, that differ in
 * their seed alone.
 */

import type { StoredRun } from './shown-run.js';

/** Two runs or more, in the order of the list. */
export interface Batch {
  /** The same whatever runs are added to the batch later. */
  readonly key: string;
  readonly runs: readonly StoredRun[];
}

/** The batches of a list that is sorted by time, newest first. A run without options is in none. */
export function batchesOf(runs: readonly StoredRun[]): readonly Batch[] {
  const open = new Map<string, StoredRun[]>();
  const batches: StoredRun[][] = [];
  for (const run of runs) {
    const { workload, testKey: key } = run;
    const batch = open.get(workload);
    if (key !== '' && batch?.at(-1)?.testKey === key) batch.push(run);
    else {
      const begun = [run];
      open.set(workload, begun);
      batches.push(begun);
    }
  }
  return batches.filter((each) => each.length > 1).map((each) => ({ key: keyOf(each.at(-1)), runs: each }));
}

function keyOf(first: StoredRun | undefined): string {
  return `${first?.workload}/${first?.time}`;
}
