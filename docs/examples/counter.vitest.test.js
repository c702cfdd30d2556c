/** A test of a program with Vitest: npx vitest run */

import { runTest, startCluster } from 'eddy';
import { expect, onTestFinished, test } from 'vitest';
import counter from './counter.js';

test.for([1, 2, 3])('the counter counts every add under partitions, seed %i', async (seed) => {
  const { results, summary } = await runTest({
    program: counter,
    workload: 'g-counter',
    'node-count': 3,
    'time-limit': 10,
    nemesis: ['partition'],
    'nemesis-interval': 2,
    seed,
  });
  expect(results.valid, JSON.stringify(summary.findings)).toBe(true);
});

test('a node shows what was added to it', async () => {
  const cluster = await startCluster({ program: counter, nodes: ['n1', 'n2'] });
  onTestFinished(() => cluster.stop());
  const client = cluster.client();
  await client.rpc('n1', { type: 'add', delta: 3 });
  expect((await client.rpc('n1', { type: 'read' })).value).toBe(3);
});
