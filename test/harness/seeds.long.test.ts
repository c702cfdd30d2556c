/**
 * The promise of the broadcast node, on a sample of seeds: 25 nodes under all kinds of partition and 5 % loss lose nothing,
 * agree in the end, and need fewer than 30 messages per operation.
 */

import test from 'ava';
import { runTest } from '../../harness/index.js';
import { PARTITION_KINDS } from '../../router/index.js';

for (const seed of [1, 2, 3, 5, 8, 13]) {
  test(`25 nodes under partitions and loss lose nothing and agree, seed ${seed}`, async (t) => {
    const { results } = await runTest({
      workload: 'broadcast',
      runtime: 'sim',
      seed,
      'node-count': 25,
      rate: 100,
      'time-limit': 20,
      latency: 100,
      loss: 0.05,
      nemesis: ['partition'],
      'nemesis-interval': 3,
      'partition-kinds': [...PARTITION_KINDS],
      expect: ['msgs-per-op<30', 'lost-count=0'],
      availability: 'total',
    });
    t.true(results.valid, JSON.stringify({ ...results, faults: [] }).slice(0, 1000));
    t.true(results.recovery?.agreed);
    t.deepEqual(results.diagnostics, []);
    t.true(results.faults.length >= 2);
  });
}
