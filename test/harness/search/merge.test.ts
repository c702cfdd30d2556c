/** The shards of a search, merged, are the search that one machine makes. */

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { mergeSearches, tallyOf } from '../../../harness/search/merge.js';
import type { SearchedOutcome } from '../../../harness/search/searched-run.js';
import { type Searched, ShardFolder } from '../../../harness/search/shard-folder.js';
import type { CountedRun } from '../../../harness/search/tally.js';
import { folder } from '../folder.js';
import { planOfSize, searchOf } from './made-search.js';

const SEARCHED: Searched = {
  eddy: '1',
  workload: 'echo',
  base: { workload: 'echo' },
  runtime: 'sim',
  seed: 1,
  runs: 30,
};

const anOutcome: fc.Arbitrary<SearchedOutcome> = fc.oneof(
  fc.record({ behaviour: fc.nat(6), fingerprint: fc.constant(undefined) }),
  fc.record({
    behaviour: fc.nat(6),
    fingerprint: fc.constantFrom('echo/lost/any', 'echo/wrong/any', 'node/crash/any'),
    plan: fc.nat(5).map(planOfSize),
  }),
  fc.record({
    behaviour: fc.constant(0),
    fingerprint: fc.constant(undefined),
    error: fc.constantFrom('no such program', 'no memory'),
  }),
);

/** The folders of all shards, of which each is one machine's. */
async function shardsOf(
  outcome: (seed: number) => SearchedOutcome,
  of: number,
  runs: number,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (let index = 1; index <= of; index++) {
    const name = path.join(folder(), `shard-${index}`);
    const shard = { index, of };
    const kept = new ShardFolder(name, { ...SEARCHED, runs }, shard);
    for (const each of (await searchOf(outcome, { runs, jobs: index, shard })).counted) kept.record(each);
    kept.close();
    names.push(name);
  }
  return names;
}

test('however many shards there are, merged they are the whole', async (t) => {
  const given = fc.record({
    outcomes: fc.array(anOutcome, { minLength: 1, maxLength: 40 }),
    of: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ outcomes, of }) => {
      const runs = outcomes.length;
      const outcome = (seed: number): SearchedOutcome =>
        outcomes[seed - 1] ?? { behaviour: 0, fingerprint: undefined };
      const { result } = await searchOf(outcome, { runs });
      const counted: CountedRun[] = [];
      for (let index = 1; index <= of; index++)
        counted.push(...(await searchOf(outcome, { runs, shard: { index, of } })).counted);
      t.is(counted.length, runs);
      t.deepEqual(tallyOf(counted), result);
    }),
    { seed: 1, numRuns: 100 },
  );
});

function failing(seed: number): SearchedOutcome {
  if (seed % 7 === 0) return { behaviour: seed, fingerprint: 'echo/lost/any', plan: planOfSize(50 - seed) };
  return seed === 4
    ? { behaviour: 0, fingerprint: undefined, error: 'broken' }
    : { behaviour: seed % 3, fingerprint: undefined };
}

test('shards are read from their folders in any order, plans as they were', async (t) => {
  const names = await shardsOf(failing, 3, 30);
  const { result } = await searchOf(failing, { runs: 30 });
  for (const order of [names, names.toReversed()])
    t.deepEqual(await mergeSearches(order), { searched: SEARCHED, result, missing: 0 });
  t.is(result.failures[0]?.plan.operations.length, 22);
});

test('a shard that was cut off leaves out what it did not finish, and that is counted', async (t) => {
  const names = await shardsOf(failing, 2, 30);
  const file = path.join(names[0] ?? '', 'runs.ndjson');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5));
  const { missing, result } = await mergeSearches(names);
  t.deepEqual([missing, result.runs], [1, 28]);
});

test('what is not all of one search is refused', async (t) => {
  const names = await shardsOf(failing, 2, 30);
  const others = await shardsOf(failing, 2, 31);
  await t.throwsAsync(mergeSearches([names[0] ?? '']), { instanceOf: UsageError, message: /missing 2\/2/ });
  await t.throwsAsync(mergeSearches([names[0] ?? '', others[1] ?? '']), {
    instanceOf: UsageError,
    message: /are of different searches: .*"runs":30.* in one, .*"runs":31/,
  });
  appendFileSync(path.join(names[1] ?? '', 'runs.ndjson'), '{"run":0}\n');
  await t.throwsAsync(mergeSearches(names), { instanceOf: UsageError, message: /line 16: this is no run/ });
  t.throws(() => new ShardFolder(names[0] ?? '', SEARCHED, { index: 1, of: 2 }), {
    instanceOf: UsageError,
    message: /new or empty folder/,
  });
});
