/** A search whose runs are made up. */

import { Random } from '../../../node/index.js';
import type { Shard } from '../../../harness/options/shard.js';
import type { RunPlan } from '../../../harness/plan/run-plan.js';
import { search } from '../../../harness/search/search.js';
import type { SearchedOutcome } from '../../../harness/search/searched-run.js';
import type { SearchedTest } from '../../../harness/search/swarm.js';
import type { CountedRun, SearchResult } from '../../../harness/search/tally.js';

export const planOfSize = (size: number): RunPlan => ({
  options: { workload: 'echo' },
  operations: Array.from({ length: size }, (_, i) => ({ at: i, worker: 0, f: 'echo', value: i })),
  faults: [],
  exceptions: [],
});

/** A search from seed 1. `outcome` is that of a seed. Resolves with its result, and with what was written down of its runs. */
export async function searchOf(
  outcome: (seed: number) => SearchedOutcome,
  { runs, jobs = 3, shard }: { readonly runs: number; readonly jobs?: number; readonly shard?: Shard },
): Promise<{ readonly result: SearchResult; readonly counted: readonly CountedRun[] }> {
  const counted: CountedRun[] = [];
  const run = async ({ input: { seed = 0 } }: SearchedTest): Promise<SearchedOutcome> => {
    // Some take longer than others.
    for (let i = 0; i < (seed * 7) % 5; i++) await Promise.resolve();
    return outcome(seed);
  };
  const result = await search({
    base: { workload: 'echo' },
    random: new Random(1),
    seed: 1,
    jobs,
    goesOn: (begun) => begun < runs,
    run,
    shard,
    onOutcome: (each) => counted.push(each),
  });
  return { result, counted };
}
