/** One search of its shards, which other machines may have made: the same as if this one had made all runs. */

import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../errors/usage-error.js';
import { checkShards } from '../options/shard.js';
import { readSearchShard, type Searched } from './shard-folder.js';
import { type CountedRun, type SearchResult, Tally } from './tally.js';

export interface MergedSearch {
  readonly searched: Searched;
  readonly result: SearchResult;
  /** How many runs of those that were asked for are missing: a shard was stopped. 0 of a search that ended with its time. */
  readonly missing: number;
}

/** Rejects with a UsageError unless these are the folders of all shards of one search. */
export async function mergeSearches(names: readonly string[]): Promise<MergedSearch> {
  const shards = await Promise.all(names.map((name) => readSearchShard(name)));
  checkShards(
    shards.map(({ shard }) => shard),
    names,
  );
  const [first, ...others] = shards.map(({ searched }) => searched);
  if (first === undefined) throw new UsageError('merge: expected the folders of shards, got none');
  for (const [i, other] of others.entries()) {
    if (isDeepStrictEqual(first, other)) continue;
    throw new UsageError(
      `merge: ${names[0]} and ${names[i + 1]} are of different searches: ` +
        `${JSON.stringify(first)} in one, ${JSON.stringify(other)} in the other`,
    );
  }
  const runs = shards.flatMap((shard) => shard.runs);
  return {
    searched: first,
    result: tallyOf(runs),
    missing: first.runs === undefined ? 0 : first.runs - runs.length,
  };
}

/** The result of a search from its runs, in any order. */
export function tallyOf(runs: readonly CountedRun[]): SearchResult {
  const tally = new Tally();
  for (const { run, ...outcome } of runs.toSorted((a, b) => a.run - b.run)) tally.add(run, outcome);
  return tally.result();
}
