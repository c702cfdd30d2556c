/** Lin-kv nodes that are broken on purpose, each with the finding that it must produce. */

import test from 'ava';
import { type Explanation, runTest, type TestInput, type TestRun } from '../../harness/index.js';
import { programFile } from '../router/programs.js';

function run(bin: string, input: TestInput): Promise<TestRun> {
  return runTest({ workload: 'lin-kv', bin: programFile(`${bin}.js`), seed: 1, ...input });
}

const SIMULATED: TestInput = {
  runtime: 'sim',
  nodes: ['n1', 'n2', 'n3'],
  rate: 50,
  'time-limit': 10,
  latency: 20,
};

for (const [bin, f, refusal] of [
  ['lin-kv-stale-reads', 'read', /^cannot read [0-4]: the register holds [0-4]$/],
  ['lin-kv-loses-writes', 'read', /^cannot read [0-4]: the register holds [0-4]$/],
  ['lin-kv-refuses-and-writes', 'read', /^cannot read [0-4]: the register holds ([0-4]|null)$/],
  ['lin-kv-never-compares', 'cas', /^cannot compare-and-set from [0-4] to [0-4]: the register holds/],
] as const) {
  test(`${bin}: a ${f} that has no place in any order, and the states that refuse it`, async (t) => {
    const { results, history } = await run(bin, SIMULATED);
    t.false(results.valid);
    t.true(results.stats.valid);
    t.deepEqual(results.workload['failures'], [0]);
    const { op, invoke, refusals } = (results.workload['results'] as Record<string, Explanation>)[
      '0'
    ] as Explanation;
    t.is(history[op.index], op);
    t.is(history[invoke.index], invoke);
    t.is(op.f, f);
    for (const each of refusals) t.regex(each.refusal, refusal);
  });
}

test('what the broken lin-kv nodes have in common is sound', async (t) => {
  const { results } = await run('lin-kv-sound', SIMULATED);
  t.true(results.valid);
  t.deepEqual(results.workload, { valid: true, results: { 0: { valid: true } }, failures: [] });
});

test('lin-kv-stale-reads: without latency nothing is stale', async (t) => {
  const { results } = await run('lin-kv-stale-reads', { ...SIMULATED, latency: 0 });
  t.true(results.workload.valid);
});
