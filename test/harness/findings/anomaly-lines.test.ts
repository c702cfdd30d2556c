/** What a summary says of transactions that were not isolated. */

import test from 'ava';
import { listAppend, rwRegister } from '../../../harness/checkers/index.js';
import { findingLines } from '../../../harness/findings/finding-lines.js';
import type { SummaryLine } from '../../../harness/findings/summary-layout.js';
import { concurrent, successive } from '../checkers/transactions/txns.js';
import { summaryOf } from './summaries.js';

function anomalyLines(workload: object): readonly SummaryLine[] {
  return findingLines(summaryOf({ workload }), ['anomalies', 'unjudged']);
}

test('which anomalies and how often, what they rule out, and the shortest of them in words', (t) => {
  const all = concurrent('append x 1', 'r x [1], append x 2', 'r x [1], append x 3', 'r x [1 2 3]');
  t.deepEqual(anomalyLines(listAppend(all, { models: ['serializable'] })), [
    ['anomalies', 'G-single-item × 1, lost-update × 1'],
    ['not', 'cursor-stability, update-atomic'],
    ['such as', 'operations 5 and 6 read key "x" as [1], and each then wrote to it'],
  ]);
});

test('a cycle is told line by line, long ones not to their end', (t) => {
  const skew = anomalyLines(rwRegister(concurrent('r x, w y 1', 'r y, w x 1'), { models: ['serializable'] }));
  t.deepEqual(
    skew.slice(2).map(([name, text]) => `${name}: ${text.split(' ').slice(0, 3).join(' ')}`),
    ['such as: T1 = operation', ': T2 = operation', ': T1 before T2:', ': T2 before T1:', ': So T1 would'],
  );
  const text = Array.from({ length: 20 }, (_, i) => `${i}${'x'.repeat(200)}`).join('\n');
  const long = anomalyLines({
    valid: false,
    'anomaly-counts': { G0: 1 },
    anomalies: { G0: [{ text }] },
    not: [],
  });
  t.is(long.length, 1 + 12 + 1);
  t.true(long.every(([, line]) => line.length <= 160));
  t.deepEqual(long.at(-1), ['', 'and 8 lines more']);
});

test('nothing of valid histories and of other workloads; little of what was not enough to judge', (t) => {
  t.deepEqual(anomalyLines({ valid: true }), []);
  t.deepEqual(
    anomalyLines(listAppend(successive([0, 'append x 1'], [0, 'r x [1]']), { models: ['PL-3'] })),
    [],
  );
  t.deepEqual(anomalyLines(listAppend([], { models: ['PL-3'] })), [
    ['anomalies', 'empty-transaction-graph × 1'],
  ]);
});
