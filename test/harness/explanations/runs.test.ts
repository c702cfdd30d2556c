/** Explanations of real runs: of nodes with known faults they name the fault, and results hold them, checked again too. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { ValueExplanation } from '../../../harness/explanations/index.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { recheck } from '../../../harness/verdict/recheck.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';

const BROKEN: readonly (readonly [program: string, pattern: RegExp])[] = [
  [
    'loses-under-partition.js',
    /is missing at n\d.*: n\d -> n\d sent at [\d.]+ s, dropped by partition .+ \([\d.]+-[\d.]+ s\), never sent again$/,
  ],
  [
    'forgets-to-forward.js',
    /is missing at n\d.*: n\d had it at [\d.]+ s(?: and sent it to only n\d|, and no node sent n\d any message after that)/,
  ],
];

for (const [program, pattern] of BROKEN) {
  test(`${program}: each lost value is explained by what the program does wrong`, async (t) => {
    const store = folder();
    const run = await runTest({
      workload: 'broadcast',
      bin: programFile(program),
      runtime: 'sim',
      seed: 1,
      rate: 20,
      latency: 20,
      'time-limit': 6,
      faults: [
        { at: 1, do: 'partition majority' },
        { at: 4, do: 'heal' },
      ],
      store,
    });
    const results = JSON.parse(readFileSync(path.join(String(run.folder), 'results.json'), 'utf8')) as {
      readonly explanations: readonly ValueExplanation[];
    };
    t.deepEqual(results.explanations, JSON.parse(JSON.stringify(run.results.explanations)));
    const lost = results.explanations.filter(({ kind }) => kind === 'lost');
    t.true(lost.length > 0);
    for (const { text } of lost) t.regex(text, pattern);
    t.deepEqual((await recheck(String(run.folder))).results.explanations, run.results.explanations);
  });
}

test('where the journal cannot be read there is the reason instead, and the verdict stands', async (t) => {
  const { explained } = await import('../../../harness/explanations/index.js');
  const evidence = { history: [], workload: { valid: false, lost: [1] }, options: completeOptions({}) };
  const result = await explained(evidence, '/nowhere/journal.ndjson');
  t.is(result.explanations, undefined);
  t.regex(result['explanations-error'] ?? '', /cannot read \/nowhere\/journal\.ndjson/);
  t.deepEqual(await explained(evidence, undefined), {});
});
