/** A search draws tests, groups failures, and says how thorough it was; its result depends on its seed alone. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import { checkedTest } from '../../../harness/run/run-test.js';
import type { SearchResult } from '../../../harness/search/tally.js';
import type { SearchedOutcome } from '../../../harness/search/searched-run.js';
import { swarmTest } from '../../../harness/search/swarm.js';
import { Census } from '../../../harness/search/thoroughness.js';
import { planOfSize, searchOf } from './made-search.js';

/** Seed 3 fails, and seeds that seven divides; the others do one of five things. */
function made(seed: number): SearchedOutcome {
  const behaviour = seed % 5;
  if (seed === 3) return { behaviour, fingerprint: 'echo/wrong/any', plan: planOfSize(9) };
  if (seed % 7 === 0) return { behaviour, fingerprint: 'echo/lost/any', plan: planOfSize(50 - seed) };
  return { behaviour, fingerprint: undefined };
}

async function searched(jobs: number, runs: number): Promise<SearchResult> {
  return (await searchOf(made, { jobs, runs })).result;
}

test('failures are grouped, with the smallest plan of each kind', async (t) => {
  const { failures, runs } = await searched(1, 30);
  t.is(runs, 30);
  t.deepEqual(
    failures.map(({ fingerprint, count, first, plan }) => [
      fingerprint,
      count,
      first,
      plan.operations.length,
    ]),
    [
      ['echo/wrong/any', 1, 3, 9],
      ['echo/lost/any', 4, 7, 22],
    ],
  );
});

test('how many runs are made side by side changes nothing', async (t) => {
  t.deepEqual(await searched(7, 40), await searched(1, 40));
});

test('runs that cannot be made are counted apart', async (t) => {
  const outcome = { behaviour: 0, fingerprint: undefined, error: 'no such program' };
  const { result } = await searchOf(() => outcome, { jobs: 2, runs: 3 });
  t.deepEqual(result.broken, { count: 3, reason: 'no such program' });
  t.is(result.runs, 0);
});

test('what the user gave is never drawn, and each drawn test can be made', (t) => {
  const random = new Random(5);
  const base = { workload: 'lin-kv', latency: 7, nemesis: ['kill'], nodes: ['a1', 'b1', 'd1'] } as const;
  const given = { ...base, nemesis: [...base.nemesis], nodes: [...base.nodes] };
  const rates = new Set<unknown>();
  for (let seed = 0; seed < 100; seed++) {
    const { input } = swarmTest(given, random, seed);
    t.is(input.latency, 7);
    t.deepEqual(input.nodes, ['a1', 'b1', 'd1']);
    t.is(input['node-count'], undefined);
    t.true(input.nemesis?.every((kind) => kind === 'kill'));
    t.notThrows(() => checkedTest(input));
    t.deepEqual(swarmTest(given, random, seed), swarmTest(given, random, seed));
    rates.add(input.rate);
  }
  t.true(rates.size > 2);
});

test('the chance of a new behaviour is the share of those that were seen once', (t) => {
  const census = new Census();
  t.is(census.result().newChance, 1);
  for (const behaviour of [1, 1, 2, 3, 3, 3, 4, 4]) census.add(behaviour);
  t.deepEqual(census.result(), {
    runs: 8,
    behaviours: 4,
    lastNew: 7,
    newChance: 1 / 8,
    unseenFailures: 3 / 8,
  });
});

test('the estimate meets what comes next, for a known distribution', (t) => {
  const random = new Random(9);
  // Behaviour k has the weight 1/k.
  const draw = (): number => Math.floor(Math.exp(random.fraction() * Math.log(2000)));
  const census = new Census();
  const seen = new Set<number>();
  for (let i = 0; i < 1000; i++) {
    const behaviour = draw();
    census.add(behaviour);
    seen.add(behaviour);
  }
  const fresh = Array.from({ length: 1000 }, draw).filter((behaviour) => !seen.has(behaviour)).length;
  const { newChance } = census.result();
  t.true(newChance * 1000 > fresh / 2 && newChance * 1000 < fresh * 2, `${newChance}, ${fresh}`);
});
