/** A test of a program with Node's own runner: node --test */

import assert from 'node:assert/strict';
import test from 'node:test';
import { runTest, startCluster } from 'eddy';
import counter from './counter.js';

for (const seed of [1, 2, 3]) {
  test(`the counter counts every add under partitions, seed ${seed}`, async () => {
    const { results, summary } = await runTest({
      program: counter,
      workload: 'g-counter',
      'node-count': 3,
      'time-limit': 10,
      nemesis: ['partition'],
      'nemesis-interval': 2,
      seed,
    });
    assert.equal(results.valid, true, JSON.stringify(summary.findings));
  });
}

test('a node shows what was added to it', async (t) => {
  const cluster = await startCluster({ program: counter, nodes: ['n1', 'n2'] });
  // In TypeScript, and in Node 24: await using cluster = await startCluster(...)
  t.after(() => cluster.stop());
  const client = cluster.client();
  await client.rpc('n1', { type: 'add', delta: 3 });
  assert.equal((await client.rpc('n1', { type: 'read' })).value, 3);
});
