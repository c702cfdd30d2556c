/** What the summary says of a history that was checked key by key. */

import test from 'ava';
import { casRegister, linearizableByKey } from '../../../harness/checkers/index.js';
import { findingLines } from '../../../harness/findings/finding-lines.js';
import type { SummaryLine } from '../../../harness/findings/summary-layout.js';
import { history, type Row } from '../checkers/operations.js';
import { summaryOf } from './summaries.js';

function keyLines(workload: object): readonly SummaryLine[] {
  return findingLines(summaryOf({ workload }), ['register', 'keys']);
}

const sound: Row[] = [
  [0, 'invoke', 'write', ['a', 1]],
  [0, 'ok', 'write', ['a', 1]],
];

/** A read of what was never there, after an unknown write that is of no help. */
const broken: Row[] = [
  [1, 'invoke', 'write', [7, 3]],
  [1, 'info', 'write', [7, 3]],
  [2, 'invoke', 'read', [7, null]],
  [2, 'ok', 'read', [7, 4]],
];

function lines(...rows: readonly Row[]) {
  return keyLines(linearizableByKey(history(...rows), casRegister));
}

test('keys are counted where all is well', (t) => {
  t.deepEqual(lines(...sound), [['keys', '1 checked, all linearizable']]);
});

test('a key that is not linearizable is told with what cannot happen, where, and since when', (t) => {
  t.deepEqual(lines(...sound, ...broken), [
    ['keys', '2 checked, 1 not linearizable'],
    [
      'key 7',
      'cannot read 4: the register holds null (read of process 2, index 4 to 5); certainly null before index 2',
    ],
  ]);
});

test('several values that refuse are counted', (t) => {
  const running: Row = [3, 'invoke', 'write', [7, 5]];
  const later: Row[] = [
    [4, 'invoke', 'read', [7, null]],
    [4, 'ok', 'read', [7, 6]],
    [3, 'ok', 'write', [7, 5]],
  ];
  const [, told] = lines(running, ...later);
  t.regex(told?.[1] ?? '', /^cannot read 6: the register holds null, or one of 2 such values \(/);
});

test('a check that gave up tells why, and is neither right nor wrong', (t) => {
  const result = linearizableByKey(history(...sound, ...broken), casRegister, { deadline: () => true });
  const [counted, first, second] = keyLines(result);
  t.deepEqual(counted, ['keys', '2 checked, 2 unknown']);
  t.regex(
    first?.[1] ?? '',
    /^gave up on read \[7,null\] at index 4 because the time was up: raise check-limit/,
  );
  t.regex(second?.[1] ?? '', /^gave up on write \["a",1\] at index 0/);
});

test('three keys are told at most, and results of other workloads are left alone', (t) => {
  const rows = Array.from({ length: 5 }, (_, key): Row[] => [
    [key, 'invoke', 'read', [key, null]],
    [key, 'ok', 'read', [key, 1]],
  ]).flat();
  t.is(lines(...rows).length, 1 + 3);
  t.deepEqual(keyLines({ valid: true }), []);
  t.deepEqual(keyLines({ valid: true, results: {}, failures: 3 }), []);
});
