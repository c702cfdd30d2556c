/** What went wrong, from results of every kind of checker: said in words, with the operations that it is about. */

import type { WorkloadName } from '../../../harness/workloads/index.js';
import test from 'ava';
import type { Results } from '../../../harness/verdict/analysis.js';
import { findingsOf } from '../../../harness/findings/findings.js';
import { runTest } from '../../../harness/run/run-test.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { programFile } from '../../router/programs.js';
import { neverSucceeded, summaryOf } from './summaries.js';

async function findings(input: TestInput) {
  const { results, summary, history } = await runTest(
    { runtime: 'sim', seed: 1, rate: 50, latency: 20, 'time-limit': 4, ...input },
    { store: false },
  );
  t0(results);
  return { all: findingsOf(summary, history), history };
}

function t0({ valid }: Results): void {
  if (valid === true) throw new Error('expected a run that is not valid');
}

const CASES: readonly (readonly [workload: WorkloadName, program: string, kind: string, text: RegExp])[] = [
  [
    'lin-kv',
    'lin-kv-stale-reads.js',
    'linearizability',
    /^key .* is not linearizable: .*\n\d+ {2}[\d.]+ s {2}process \d+ {2}invoke /,
  ],
  ['txn-list-append', 'txn-loses-updates.js', 'anomaly', /^[\w-]+.*\n.*operation \d+/s],
  ['kafka', 'kafka-loses-sends.js', 'log', /^lost-write \(1 of \d+\): .*message/],
  ['unique-ids', 'duplicate-ids.js', 'duplicate', /^the id .* was given \d+ times \(1 of \d+ such ids\)$/],
  ['echo', 'echo-wrong.js', 'mismatch', /^expected an echo of ".*", got .* \(1 of \d+\)$/],
  [
    'g-counter',
    'counter-keeps-to-itself.js',
    'mismatch',
    /^read of process \d+ showed \d+, expected \d+(?: \(\d+ of \d+\))?$/,
  ],
  ['broadcast', 'forgets-to-forward.js', 'lost', /^\d+ values lost: /],
];

for (const [workload, program, kind, text] of CASES) {
  test(`${workload}: what ${program} does wrong is found and told`, async (t) => {
    const { all, history } = await findings({ workload, bin: programFile(program) });
    const found = all.find((finding) => finding.kind === kind && text.test(finding.text));
    t.truthy(
      found,
      JSON.stringify(
        all.map((finding) => [finding.kind, finding.text.slice(0, 200)]),
        null,
        1,
      ),
    );
    for (const index of found?.operations ?? []) t.truthy(history[index]);
    if (kind !== 'lost') t.true((found?.operations?.length ?? 0) > 0);
  });
}

test('a demand that is not met is told, one that is met is not', (t) => {
  const thresholds = [
    { expect: 'msgs-per-op < 30', valid: true, actual: 3 },
    { expect: 'stable-max < 10', valid: false, actual: 20, problem: 'over by 10' },
  ];
  t.deepEqual(
    findingsOf(summaryOf({ thresholds })).map(({ text }) => text),
    ['expected stable-max < 10: not met, over by 10 (20)'],
  );
});

test('lost values that nothing explains are counted beside those that something does', (t) => {
  const explanations = [
    { kind: 'lost' as const, value: 1, node: 'n1', text: 'why', messages: [7], operations: [0] },
  ];
  const [first, second] = findingsOf(
    summaryOf({ workload: { valid: false, lost: [1, 2, 3] }, explanations }),
  );
  t.deepEqual(first, { kind: 'lost', text: 'why', messages: [7], operations: [0], value: '1' });
  t.is(second?.text, '2 more values lost: 2, 3');
});

test('an operation that may always fail is nothing that went wrong', (t) => {
  t.deepEqual(
    findingsOf(summaryOf({ stats: neverSucceeded('crash', 'send') })).map(({ text }) => text),
    ['no send ever succeeded'],
  );
});

test('of a run in which all is well there is nothing to tell', (t) => {
  t.deepEqual(findingsOf(summaryOf({ valid: true, workload: { valid: true, lost: [] } })), []);
});
