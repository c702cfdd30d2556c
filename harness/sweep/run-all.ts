/** Makes the runs of a sweep: simulated ones side by side, others one after the other. */

import { availableParallelism } from 'node:os';
import { isSimulated } from '../../router/index.js';
import { existing } from '../errors/existing.js';
import { UsageError } from '../errors/usage-error.js';
import { type Executor, type Keep, Live, Simulated } from './executor.js';
import type { SweepFolder } from './folder.js';
import { keyOf, type PlannedRun, pointsOf } from './grid.js';
import type { Plan } from './plan.js';
import { recordOf, type RunRecord } from './run-record.js';

const RUN_LIMIT_SECONDS = 600;

export interface RunAllOptions {
  readonly jobs?: number;
  readonly keep?: Keep;
  readonly runLimit?: number;
}

interface Progress {
  readonly plan: Plan;
  readonly records: readonly RunRecord[];
  readonly signal: AbortSignal;
}

/** `onRecord` gets each run as it ends. Rejects with a UsageError. */
export async function runAll(
  left: readonly PlannedRun[],
  { jobs = availableParallelism(), keep = 'failed', runLimit = RUN_LIMIT_SECONDS }: RunAllOptions,
  { plan, records, signal }: Progress,
  folder: SweepFolder,
  onRecord: (planned: PlannedRun, record: RunRecord) => void,
): Promise<void> {
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new UsageError(`--jobs: expected a whole number above 0, got ${jobs}`);
  const numbers = new Map(pointsOf(plan.axes).map(({ key }, i) => [key, i]));
  const kept = new Set(
    records.filter((each) => each.folder !== undefined).map(({ settings }) => keyOf(settings)),
  );
  let next = 0;
  while (next < left.length && !signal.aborted) {
    const { env } = existing(left[next]);
    const end = endOfGroup(left, next);
    const threads = isSimulated(plan.runtime) ? Math.min(jobs, end - next) : 1;
    const executor: Executor = isSimulated(plan.runtime)
      ? new Simulated({ threads, keep, limitMs: runLimit * 1000 }, env, kept)
      : new Live(keep, signal);
    const work = async (): Promise<void> => {
      while (next < end && !signal.aborted) {
        const planned = existing(left[next++]);
        const { point, seed } = planned;
        const outcome = await executor.run(planned, folder.runStore(numbers.get(point.key) ?? 0, seed));
        if (outcome !== undefined) onRecord(planned, recordOf(planned, outcome));
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      await executor.close();
    }
  }
}

/** The index after the last run with the environment of the first. */
function endOfGroup(runs: readonly PlannedRun[], start: number): number {
  const env = JSON.stringify(runs[start]?.env);
  const end = runs.findIndex((run, i) => i > start && JSON.stringify(run.env) !== env);
  return end === -1 ? runs.length : end;
}
