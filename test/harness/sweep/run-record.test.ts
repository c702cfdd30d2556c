/** What a sweep keeps of a run, and which runs it calls good. */

import test from 'ava';
import { isGood, lostRun, outcomeOf, runRecord } from '../../../harness/sweep/run-record.js';
import type { TestRun } from '../../../harness/run/run-test.js';

/** A run with these results beside what a valid one has. */
function ended(results: object, rest: Partial<TestRun> = {}): TestRun {
  const valid = {
    valid: true,
    workload: { valid: true, 'lost-count': 0, 'stable-latencies': { '0.5': 10, '0.99': 20, '1': 30 } },
    net: { servers: { 'msgs-per-op': 1.5 } },
    availability: { 'ok-fraction': 1 },
    thresholds: [],
    recovery: { seconds: 1, agreed: true },
  };
  return { results: { ...valid, ...results }, crashed: [], folder: undefined, ...rest } as unknown as TestRun;
}

test('a valid run that delivered everything is good, and keeps its figures', (t) => {
  const outcome = outcomeOf(ended({}));
  t.true(isGood(outcome));
  t.deepEqual(outcome, {
    valid: true,
    delivered: true,
    figures: {
      'msgs-per-op': 1.5,
      'stable-p50': 10,
      'stable-p99': 20,
      'stable-max': 30,
      'lost-count': 0,
      availability: 1,
    },
  });
});

for (const [run, problem] of [
  [ended({ valid: false }), 'invalid'],
  [ended({ valid: 'unknown' }), 'the verdict is unknown'],
  [ended({ valid: 'unknown', workload: { error: 'out of time\nat x' } }), 'out of time'],
  [ended({ valid: false, workload: { 'lost-count': 2 } }), '2 values lost'],
  [ended({ recovery: { seconds: 10, agreed: false } }), 'the nodes still differed at the end'],
  [ended({}, { crashed: ['n1', 'n3'] }), 'n1, n3 crashed'],
  [
    ended({
      valid: false,
      thresholds: [
        { expect: 'a < 1', valid: true },
        { expect: 'b < 2', valid: false, problem: 'over by 3' },
      ],
    }),
    'b < 2: over by 3',
  ],
] as const) {
  test(`a run is no good: ${problem}`, (t) => {
    const outcome = outcomeOf(run);
    t.false(isGood(outcome));
    t.is(outcome.problem, problem);
  });
}

test('a workload that shows nothing to agree on can be good', (t) => {
  t.true(isGood(outcomeOf(ended({ recovery: { seconds: 1 } }))));
  t.true(isGood(outcomeOf(ended({ recovery: undefined, workload: { valid: true } }))));
});

test('a run that ended without results is no good', (t) => {
  t.false(isGood(lostRun('its thread ended')));
});

test('records survive the file; what is no record does not pass', (t) => {
  const record = {
    settings: { a: 1, b: ['x'], c: null },
    seed: 3,
    ...outcomeOf(ended({}, { folder: '/x' })),
  };
  t.deepEqual(runRecord.parse(JSON.parse(JSON.stringify(record))), record);
  t.false(runRecord.safeParse({ ...record, seed: 'x' }).success);
  t.false(runRecord.safeParse({ ...record, figures: { speed: 1 } }).success);
  t.false(runRecord.safeParse({ ...record, extra: 1 }).success);
});
