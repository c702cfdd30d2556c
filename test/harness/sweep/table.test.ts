/** A sweep on the terminal: which latencies its table has. */

import test from 'ava';
import { parseAxis } from '../../../harness/sweep/axis.js';
import { parseThreshold } from '../../../harness/options/thresholds.js';
import type { Sweep } from '../../../harness/sweep/outcome.js';
import { summarise } from '../../../harness/sweep/point-summary.js';
import type { RunRecord } from '../../../harness/sweep/run-record.js';
import { sweepReport } from '../../../harness/sweep/table.js';
import { plain } from '../../../harness/text/colors.js';
import { pointsNamed, run } from './records.js';

const POINTS = pointsNamed(1);

/** The words of the head, and those of the only row. */
function table(figures: RunRecord['figures'], ...target: readonly string[]): readonly (readonly string[])[] {
  const sweep: Sweep = {
    plan: {
      eddy: '1',
      base: {},
      axes: [parseAxis('w=1')],
      seeds: [1],
      runtime: 'sim',
      programs: {},
    },
    folder: '/store/x',
    points: summarise(POINTS, [run(1, 1, 1, 1, { figures }), run(1, 2, 1, 1, { figures })]),
    target: target.map((text) => parseThreshold(text)),
    recommendation: undefined,
    sentence: '',
    failures: [],
    interrupted: false,
  };
  return sweepReport(sweep, plain, '/')
    .split('\n')
    .slice(0, 2)
    .map((line) => line.trim().split(/\s{2,}/));
}

const OPERATIONS = { 'latency-p50': 1.5, 'latency-p95': 20, 'latency-p99': 30, 'latency-max': 40.25 };

test('a sweep of a workload without values has the latencies of its operations', (t) => {
  const [head = [], row = []] = table({ 'msgs-per-op': 4, ...OPERATIONS });
  t.deepEqual(head.slice(2, 6), ['latency-p50', 'latency-p95', 'latency-p99', 'latency-max']);
  t.deepEqual(row.slice(2, 6), ['1.5/1.5', '20/20', '30/30', '40.3/40.3']);
});

test('a sweep of values has their latencies, and of operations those that its target limits', (t) => {
  const figures = { 'stable-p50': 1, 'stable-p99': 2, 'stable-max': 3, 'read-latency-p95': 7, ...OPERATIONS };
  t.deepEqual(table(figures)[0]?.slice(2), [
    'stable-p50',
    'stable-p99',
    'stable-max',
    'good',
    'on the front of',
  ]);
  const [head, row] = table(figures, 'read-latency-p95<50', 'msgs-per-op<3', 'stable-max<10');
  t.deepEqual(head?.slice(4, 6), ['stable-max', 'read-latency-p95']);
  t.is(row?.[5], '7/7');
});
