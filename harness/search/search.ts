/** A search: many runs, each with features, faults and delivery orders of its own, until time or runs are used up. */

import type { Random } from '../../node/index.js';
import type { TestInput } from '../options/schema.js';
import { isOfShard, type Shard } from '../options/shard.js';
import type { SearchedOutcome } from './searched-run.js';
import { type SearchedTest, swarmTest } from './swarm.js';
import { type CountedRun, type SearchResult, type SearchState, Tally } from './tally.js';

export interface Searching {
  readonly base: TestInput;
  readonly random: Random;
  /** The seed of the first run; the others have the next numbers. */
  readonly seed: number;
  readonly jobs: number;
  /** Whether another run is begun, after this many. */
  readonly goesOn: (runs: number) => boolean;
  readonly run: (test: SearchedTest) => Promise<SearchedOutcome>;
  /** Makes only the runs of this shard. */
  readonly shard?: Shard | undefined;
  readonly onRun?: ((state: SearchState) => void) | undefined;
  /** Each run, in the order of their numbers: from these a `Tally` makes the result again. */
  readonly onOutcome?: ((counted: CountedRun) => void) | undefined;
}

/** Runs are counted in the order of their numbers, however many are made side by side: the result is the same. */
export async function search(searching: Searching): Promise<SearchResult> {
  const { base, random, seed, jobs, goesOn, run, onRun, shard, onOutcome } = searching;
  const tally = new Tally();
  const underWay: { readonly number: number; readonly outcome: Promise<SearchedOutcome> }[] = [];
  let begun = 0;
  for (;;) {
    while (underWay.length < jobs && goesOn(begun)) {
      if (shard === undefined || isOfShard(shard, begun)) {
        const outcome = run(swarmTest(base, random, (seed + begun) % 2 ** 32));
        underWay.push({ number: begun + 1, outcome });
      }
      begun++;
    }
    const next = underWay.shift();
    if (next === undefined) return tally.result();
    const counted = tally.add(next.number, await next.outcome);
    onOutcome?.(counted);
    if (counted.error === undefined) onRun?.(tally.state());
  }
}
