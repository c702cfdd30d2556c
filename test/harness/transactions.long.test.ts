/** Eddy's own programs of transactions, held against the checkers of isolation under faults. */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import { runTest } from '../../harness/run/run-test.js';
import { runUntilAnswered } from './answers.js';

const CLUSTERS: Readonly<Record<string, TestInput>> = {
  'no faults': { rate: 50 },
  'latency, under contention': { latency: 50, 'latency-dist': 'exponential', concurrency: '2n' },
  'partitions and loss': { nemesis: ['partition'], 'nemesis-interval': 2, loss: 0.1, latency: 10 },
  'kills, and messages that come twice': { nemesis: ['kill'], 'nemesis-interval': 2, duplication: 0.2 },
};

for (const workload of ['txn-list-append', 'txn-rw-register'] as const) {
  for (const [faults, input] of Object.entries(CLUSTERS)) {
    test(`${workload}: strictly serializable through ${faults}`, async (t) => {
      for (const seed of [1, 2, 3]) {
        const { results } = await runTest(
          { workload, runtime: 'sim', seed, rate: 20, 'time-limit': 10, 'max-writes-per-key': 4, ...input },
          { store: false },
        );
        t.true(results.workload.valid, JSON.stringify({ seed, ...results.workload }));
        t.true(results.stats.valid);
      }
    });
  }

  test(`${workload}: without contention, a transaction takes less than four messages`, async (t) => {
    const { results } = await runTest(
      { workload, runtime: 'sim', seed: 1, rate: 20, 'time-limit': 10 },
      { store: false },
    );
    const { 'msgs-per-op': cost } = results.net['servers'] as { readonly 'msgs-per-op': number };
    t.true(cost < 4, String(cost));
    t.is(results.availability['ok-fraction'], 1);
  });

  test(`${workload}: valid also where nodes are processes`, async (t) => {
    const { results } = await runUntilAnswered({ workload });
    t.true(results.workload.valid, JSON.stringify(results));
  });
}
