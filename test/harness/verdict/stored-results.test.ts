/** Stored results, perhaps damaged or of another version, as results with types. */

import test from 'ava';
import * as fc from 'fast-check';
import { kafkaErrors } from '../../../harness/checkers/index.js';
import { readResults } from '../../../harness/verdict/stored-results.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { summaryOf } from '../findings/summaries.js';
import { programFile } from '../../router/programs.js';

const SIM: TestInput = {
  runtime: 'sim',
  seed: 1,
  nodes: ['n1', 'n2'],
  rate: 50,
  'time-limit': 4,
  latency: 20,
};

for (const [workload, program] of [
  ['broadcast', 'forgets-to-forward.js'],
  ['lin-kv', 'lin-kv-stale-reads.js'],
  ['txn-list-append', 'txn-loses-updates.js'],
  ['kafka', 'kafka-loses-sends.js'],
  ['unique-ids', 'duplicate-ids.js'],
  ['echo', 'echo-wrong.js'],
  ['g-counter', 'counter-keeps-to-itself.js'],
] as const) {
  test(`of a run of ${workload} that went wrong all is read that was written`, async (t) => {
    const { results, options, summary } = await runTest(
      { ...SIM, workload, bin: programFile(program), expect: ['msgs-per-op<0.01'] },
      { store: false },
    );
    const written: unknown = JSON.parse(JSON.stringify(results));
    // What is missing is read as undefined, and JSON does not write that.
    t.deepEqual(JSON.parse(JSON.stringify(readResults(written))), written);
    const again = summaryOf(JSON.parse(JSON.stringify(results)), { ...options, seed: SIM.seed });
    t.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(summary)));
  });
}

test('a file without an object, or with an empty one, has no results', (t) => {
  for (const value of [undefined, null, 7, 'x', [], {}]) t.is(readResults(value), undefined);
});

test('what is of the wrong kind is left out, and costs nothing beside it', (t) => {
  const fault = { fault: 'partition', text: 'one: n1 | n2', from: 1 };
  const read = readResults({
    valid: 'perhaps',
    seed: '7',
    faults: [1, fault, { fault: 1 }],
    workload: { valid: false, lost: 'all', 'lost-count': 3 },
    stats: [],
    diagnostics: [{ node: 'n1', kind: 'unheard-of', count: 1, first: [] }],
  });
  t.like(read, { valid: undefined, seed: undefined, stats: undefined, faults: [fault], diagnostics: [] });
  t.like(read?.workload, { valid: false, lost: undefined, 'lost-count': 3 });
});

test('errors of kafka are read by their names, and only if they are errors', (t) => {
  const workload = {
    valid: false,
    'error-types': ['unseen', 'lost-write', 'gone', 'odd'],
    unseen: { text: 'one message', time: 1 },
    'lost-write': { count: 1, errs: [{ text: 'it is lost' }] },
    odd: { count: 'many' },
  };
  const read = readResults({ workload })?.workload;
  t.deepEqual(
    kafkaErrors(read ?? { valid: true }, read?.['error-types'] ?? []).map(([type, { count }]) => [
      type,
      count,
    ]),
    [
      ['unseen', undefined],
      ['lost-write', 1],
    ],
  );
});

test('whatever a file holds is read without an error', (t) => {
  const names = ['valid', 'workload', 'stats', 'net', 'faults', 'thresholds', 'diagnoses', 'explanations'];
  const results = fc.dictionary(fc.constantFrom(...names), fc.jsonValue());
  fc.assert(
    fc.property(results, (json) => {
      t.notThrows(() => summaryOf(json));
    }),
  );
});
