/** Runs in a thread of the pool: one run of a search. Plain data in, plain data out. */

import { explain } from '../errors/explain-error.js';
import { fingerprint, fingerprintText, isByItself } from '../findings/fingerprint.js';
import type { RunPlan } from '../plan/run-plan.js';
import { checkedTest, runChecked } from '../run/run-test.js';
import { Behaviour } from './behaviour.js';
import type { SearchedTest } from './swarm.js';

export interface SearchedOutcome {
  readonly behaviour: number;
  /** What kind of failure it is; undefined of a run that did not fail. */
  readonly fingerprint: string | undefined;
  /** The run as data, if it failed. */
  readonly plan?: RunPlan | undefined;
  /** Why there was no run. */
  readonly error?: string;
}

/** Never rejects. A run without a verdict has not failed, and neither has one whose requests were all refused: it may
 * have been too short to tell. */
export default async function searchedRun({ input, order }: SearchedTest): Promise<SearchedOutcome> {
  const journal = new Behaviour();
  try {
    const run = await runChecked(checkedTest(input), {
      store: false,
      records: true,
      journal,
      ...(order !== undefined && { order }),
    });
    const failed = run.results.valid === false || run.crashed.length > 0;
    const found = failed ? fingerprint(run.summary) : undefined;
    const print = found !== undefined && isByItself(found) ? undefined : found;
    return {
      behaviour: journal.hash,
      fingerprint: print && fingerprintText(print),
      plan: print && run.recorded,
    };
  } catch (error) {
    return { behaviour: journal.hash, fingerprint: undefined, error: explain(error) };
  }
}
