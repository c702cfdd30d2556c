/** A run that is played from its plan is the same run, though nothing is drawn. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { parsePlan, printPlan } from '../../../harness/plan/plan-file.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { checkedTest, plannedTest, runChecked, type TestRun } from '../../../harness/run/run-test.js';
import { folder } from '../folder.js';

const BASE: TestInput = { runtime: 'sim', 'time-limit': 3, rate: 20, 'nemesis-interval': 0.7 };

const RUNS: readonly TestInput[] = [
  { workload: 'echo', seed: 1 },
  { workload: 'broadcast', seed: 2, latency: 20, 'latency-dist': 'exponential' },
  { workload: 'broadcast', seed: 3, nemesis: ['partition'], latency: 10 },
  { workload: 'broadcast', seed: 4, nemesis: ['loss', 'duplication', 'reorder', 'corrupt'], latency: 10 },
  { workload: 'broadcast', seed: 5, loss: 0.1, duplication: 0.2, 'latency-dist': 'uniform', latency: 30 },
  { workload: 'lin-kv', seed: 6, nemesis: ['partition', 'kill', 'pause', 'slow'], latency: 5 },
  { workload: 'lin-kv', seed: 7, nemesis: ['kill'], 'nemesis-kill-keeps': 'nothing' },
  { workload: 'kafka', seed: 8, nemesis: ['partition'], latency: 5 },
  { workload: 'txn-list-append', seed: 9, nemesis: ['partition', 'loss'] },
  {
    workload: 'g-counter',
    seed: 10,
    faults: [
      { at: 0.5, do: 'partition majority' },
      { at: 1, do: 'heal' },
    ],
  },
  { workload: 'unique-ids', seed: 11, faults: [{ at: 0.3, do: 'latency 50 uniform' }] },
];

/** The journal without the sentences about faults, which a plan puts into other words. */
function messages(run: TestRun): readonly string[] {
  const text = readFileSync(path.join(run.folder ?? '', 'journal.ndjson'), 'utf8');
  return text.split('\n').filter((line) => !line.includes('"type":"fault"'));
}

function clients({ history }: TestRun): readonly string[] {
  return history
    .filter(({ process }) => process !== 'nemesis')
    .map(({ index: _, ...rest }) => JSON.stringify(rest));
}

for (const [i, input] of RUNS.entries()) {
  test(`run ${i}: ${String(input.workload)} played from its plan is the same`, async (t) => {
    const store = folder();
    const first = await runChecked(checkedTest({ ...BASE, ...input, store }), { records: true });
    const plan = first.recorded;
    if (plan === undefined) return t.fail('expected a plan');
    const text = printPlan(plan);
    const again = await runChecked(plannedTest(parsePlan(text, 'plan.yaml'), { store }));
    t.deepEqual(clients(again), clients(first));
    t.deepEqual(messages(again), messages(first));
    // A nemesis that did not come to act leaves a run without a verdict: a plan asks for none.
    t.is(again.results.workload.valid, first.results.workload.valid);
    t.is(printPlan(parsePlan(text, 'plan.yaml')), text);
    if (again.plan !== undefined) t.is(printPlan(again.plan), text);
  });
}
