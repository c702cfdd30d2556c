/** Sets and counters that are broken on purpose: each is caught, and only where its flaw shows. */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import { runTest, type TestRun } from '../../harness/run/run-test.js';
import { programFile } from '../router/programs.js';

function run(bin: string, input: TestInput): Promise<TestRun> {
  return runTest({ bin: programFile(`${bin}.js`), seed: 1, ...input }, { store: false });
}

const QUIET: TestInput = { runtime: 'sim', nodes: ['n1', 'n2', 'n3'], rate: 30, 'time-limit': 10 };
const SLOW: TestInput = { ...QUIET, latency: 50, 'latency-dist': 'exponential' };
const LOSSY: TestInput = { ...QUIET, loss: 0.1 };
const CUT: TestInput = { ...QUIET, nemesis: ['partition'], 'nemesis-interval': 2, 'time-limit': 20 };

for (const [bin, workload, sound, broken] of [
  ['set-tells-once', 'g-set', [QUIET, SLOW], [CUT, LOSSY]],
  ['set-forgets-the-oldest', 'g-set', [], [QUIET, SLOW, LOSSY, CUT]],
  ['set-shows-a-page', 'g-set', [], [QUIET, SLOW]],
  ['counter-keeps-to-itself', 'g-counter', [], [QUIET]],
  ['counter-keeps-to-itself', 'pn-counter', [], [QUIET]],
  ['counter-tells-itself', 'g-counter', [], [QUIET, SLOW]],
  ['counter-tells-itself', 'pn-counter', [], [QUIET, SLOW]],
  ['counter-repeats-adds', 'g-counter', [QUIET], [LOSSY, SLOW, CUT]],
  ['counter-repeats-adds', 'pn-counter', [QUIET], [LOSSY, SLOW, CUT]],
  ['counter-takes-the-greatest', 'g-counter', [QUIET, SLOW, LOSSY, CUT], []],
  ['counter-takes-the-greatest', 'pn-counter', [], [QUIET, CUT]],
  ['counter-reads-then-writes', 'g-counter', [QUIET, CUT], [SLOW]],
  ['counter-reads-then-writes', 'pn-counter', [QUIET, CUT], [SLOW]],
] as const) {
  for (const input of sound) {
    test(`${bin} passes ${workload} where its flaw does not show: ${inWords(input)}`, async (t) => {
      const { results } = await run(bin, { workload, ...input });
      t.true(results.valid, JSON.stringify(results.workload));
      t.true(results.recovery?.agreed);
    });
  }
  for (const input of broken) {
    test(`${bin} is caught in ${workload}: ${inWords(input)}`, async (t) => {
      const { results } = await run(bin, { workload, ...input });
      t.is(results.workload.valid, false);
      t.is(results.stats.valid, true);
    });
  }
}

function inWords(input: TestInput): string {
  if (input.latency !== undefined) return 'latency';
  if (input.loss !== undefined) return 'loss';
  return input.nemesis === undefined ? 'no faults' : 'partitions';
}

test('counter-repeats-adds: the final reads of a counter that only goes up are too high', async (t) => {
  const { results } = await run('counter-repeats-adds', { workload: 'g-counter', ...LOSSY });
  const [[sum]] = results.workload['acceptable'] as [[number, number]];
  t.true((results.workload['final-reads'] as number[]).every((value) => value > sum));
});

test('set-shows-a-page: nodes that agree can all be wrong', async (t) => {
  const { results } = await run('set-shows-a-page', { workload: 'g-set', ...QUIET });
  t.true(results.recovery?.agreed);
  const attempts = Number(results.workload['attempt-count']);
  t.deepEqual(
    results.workload['lost'],
    Array.from({ length: attempts - 3 }, (_, i) => i + 3),
  );
});
