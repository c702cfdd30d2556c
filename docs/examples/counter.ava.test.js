/** A test of a program with AVA: npx ava */

import test from 'ava';
import { runTest, startCluster } from 'eddy';
import counter from './counter.js';

for (const seed of [1, 2, 3]) {
  test(`the counter counts every add under partitions, seed ${seed}`, async (t) => {
    const { results, summary } = await runTest({
      program: counter,
      workload: 'g-counter',
      'node-count': 3,
      'time-limit': 10,
      nemesis: ['partition'],
      'nemesis-interval': 2,
      seed,
    });
    t.is(results.valid, true, JSON.stringify(summary.findings));
  });
}

test('a node shows what was added to it', async (t) => {
  const cluster = await startCluster({ program: counter, nodes: ['n1', 'n2'] });
  t.teardown(() => cluster.stop());
  const client = cluster.client();
  await client.rpc('n1', { type: 'add', delta: 3 });
  t.like(await client.rpc('n1', { type: 'read' }), { value: 3 });
});
