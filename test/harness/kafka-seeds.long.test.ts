/**
 * The promise of both kafka programs, on a sample of seeds: whatever is cut, lost and doubled, every message that was
 * acknowledged is read, in one order by all, and nothing else is.
 */

import test from 'ava';
import { runTest, type TestInput } from '../../harness/index.js';
import { programFile } from '../../harness/cluster/program.js';
import { runUntilAnswered } from './answers.js';

const FAULTS: TestInput = {
  workload: 'kafka',
  runtime: 'sim',
  rate: 100,
  'time-limit': 10,
  latency: 50,
  'latency-dist': 'exponential',
  loss: 0.05,
  duplication: 0.05,
  nemesis: ['partition'],
  'nemesis-interval': 2,
};

for (const [program, seeds] of [
  ['kafka', [1, 2, 3, 5, 8, 13, 21]],
  ['kafka-lin-kv', [1, 2, 3]],
] as const) {
  for (const seed of seeds) {
    test(`${program}: what was acknowledged is read, in one order, seed ${seed}`, async (t) => {
      const { results, history } = await runTest({ ...FAULTS, bin: programFile(program), seed });
      t.true(results.valid, JSON.stringify({ ...results, faults: [] }).slice(0, 1000));
      t.deepEqual(results.workload['error-types'], []);
      t.true(results.faults.length >= 2);
      t.true(history.length > 200);
    });
  }
}

for (const seed of [1, 2, 3]) {
  test(`kafka: killed nodes go on from their storage, seed ${seed}`, async (t) => {
    const { results } = await runTest({ ...FAULTS, nemesis: ['partition', 'kill', 'pause'], seed });
    t.true(results.valid, JSON.stringify({ ...results, faults: [] }).slice(0, 1000));
  });
}

test('a node that forgets what it promised when it is killed gives offsets that were read past', async (t) => {
  const { results } = await runTest({
    ...FAULTS,
    nemesis: ['kill'],
    'nemesis-kill-keeps': 'nothing',
    loss: 0,
    seed: 1,
  });
  t.false(results.workload.valid);
});

test('kafka: valid where nodes are processes', async (t) => {
  const { results, crashed } = await runUntilAnswered({ workload: 'kafka', nodes: ['n1', 'n2', 'n3'] });
  t.true(results.workload.valid, JSON.stringify(results.workload));
  t.deepEqual(results.diagnostics, []);
  t.deepEqual(crashed, []);
});
