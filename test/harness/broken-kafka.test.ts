/** Kafka nodes that are broken on purpose, each with the finding that it must produce. */

import test from 'ava';
import { runTest, type TestInput, type TestRun } from '../../harness/index.js';
import { programFile } from '../router/programs.js';

function run(bin: string, input: TestInput): Promise<TestRun> {
  return runTest({ workload: 'kafka', bin: programFile(`${bin}.js`), seed: 1, ...input });
}

const SIMULATED: TestInput = {
  runtime: 'sim',
  nodes: ['n1', 'n2', 'n3'],
  concurrency: '2n',
  rate: 100,
  'time-limit': 10,
  latency: 5,
};

for (const [bin, found] of [
  ['kafka-loses-sends', ['lost-write', 'unseen']],
  ['kafka-reorders', ['int-nonmonotonic-poll']],
  ['kafka-one-offset-twice', ['inconsistent-offsets']],
  ['kafka-skips', ['poll-skip']],
  ['kafka-doubles', ['duplicate']],
] as const) {
  test(`${bin}: ${found.join(' and ')}`, async (t) => {
    const { results } = await run(bin, SIMULATED);
    t.false(results.valid);
    t.false(results.workload.valid);
    const types = results.workload['bad-error-types'] as readonly string[];
    for (const type of found) t.true(types.includes(type), types.join(', '));
    t.true(results.stats.valid);
  });
}

test('what the broken kafka nodes have in common is sound', async (t) => {
  const { results } = await run('kafka-sound', SIMULATED);
  t.deepEqual(results.workload['error-types'], []);
  t.true(results.valid);
});
