/** Runs in a thread of the pool: one simulated run of a plan. Plain data in, plain data out. */

import { explain } from '../errors/explain-error.js';
import { fingerprint, fingerprintText } from '../findings/fingerprint.js';
import type { RunPlan } from '../plan/run-plan.js';
import { plannedTest, runChecked } from '../run/run-test.js';

export interface PlannedRunTask {
  readonly plan: RunPlan;
}

export interface PlannedRunOutcome {
  /** What kind of failure it is; undefined of a valid run. */
  readonly fingerprint: string | undefined;
  /** Why there was no run. */
  readonly error?: string;
}

/** Never rejects: a run that cannot be made is no failure of the program. */
export default async function plannedRun({ plan }: PlannedRunTask): Promise<PlannedRunOutcome> {
  try {
    const run = await runChecked(plannedTest(plan), { store: false });
    const print = fingerprint(run.summary);
    return { fingerprint: print && fingerprintText(print) };
  } catch (error) {
    return { fingerprint: undefined, error: explain(error) };
  }
}
