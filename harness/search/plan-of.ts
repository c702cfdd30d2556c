/** The plan of what a user names: a plan's file, or a stored run. */

import path from 'node:path';
import { isSimulated } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { readPlan } from '../plan/plan-file.js';
import { recordedPlan } from '../plan/recorded-plan.js';
import type { RunPlan } from '../plan/run-plan.js';
import { checkedTest, runChecked } from '../run/run-test.js';
import { readHistory } from '../store/history-reader.js';
import { isFile } from '../store/locate.js';
import { findRun } from '../store/stored-run.js';
import { storedOptions } from '../verdict/recheck.js';

export interface PlanFound {
  readonly plan: RunPlan;
  /** What the plan lacks, for the user. */
  readonly note: string | undefined;
}

const PLAN = /\.ya?ml$/;

/**
 * Reads a plan, or records a stored run. A simulated run is made again from its seed, since what chance decided is not in its
 * files; of a live run that is lost, and its plan has no exceptions. Rejects with a UsageError.
 */
export async function planOf(place: string): Promise<PlanFound> {
  if (PLAN.test(place)) return { plan: readPlan(place), note: undefined };
  const run = findRun(place);
  const kept = path.join(path.dirname(run.history), 'plan.yaml');
  if (isFile(kept)) return { plan: readPlan(kept), note: undefined };
  const { seed } = run.test;
  if (typeof seed !== 'number') {
    throw new UsageError(
      `${place} has no test.json with a seed: expected a run of eddy test, or a plan (.yaml)`,
    );
  }
  const test = checkedTest({ ...storedOptions(run), seed, 'test-count': 1 });
  if (isSimulated(test.options.runtime)) {
    const { recorded } = await runChecked(test, { store: false, records: true });
    if (recorded === undefined) throw new Error('expected a recorded run');
    return { plan: recorded, note: undefined };
  }
  const history = await readHistory(run.history);
  return {
    plan: recordedPlan({ options: test.options, seed, history, exceptions: [] }),
    note:
      `this was a live run (--runtime ${test.options.runtime}): what chance did to single messages was not recorded, ` +
      'and its plan has no exceptions',
  };
}

/** The runtime of a plan whose run repeats itself. Throws a UsageError for a live run. */
export function runtimeOf(
  command: string,
  place: string,
  plan: RunPlan,
  note: string | undefined,
): 'sim' | 'virtual' {
  const { runtime = 'process' } = plan.options;
  if (note === undefined && (runtime === 'sim' || runtime === 'virtual')) return runtime;
  throw new UsageError(
    `${command}: ${place} is a run with --runtime ${runtime}, which does not repeat itself: expected a run with ` +
      '--runtime sim, or --runtime virtual for a program in any language',
  );
}
