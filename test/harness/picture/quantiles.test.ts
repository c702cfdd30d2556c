/** Quantiles of what falls into each span of time. */

import test from 'ava';
import { quantilesOverTime } from '../../../harness/picture/quantiles.js';

test('each span has the quantiles of its own values, and empty spans are left out', (t) => {
  const rows = Array.from({ length: 100 }, (_, i) => [i / 10, 100 - i] as const);
  const spans = quantilesOverTime(rows, 0, 40, 4);
  t.deepEqual(spans, [{ time: 5, count: 100, p50: 51, p95: 96, max: 100 }]);
});

test('what lies outside of the window does not count', (t) => {
  const spans = quantilesOverTime(
    [
      [1, 5],
      [11, 7],
      [25, 9],
    ],
    10,
    20,
    1,
  );
  t.deepEqual(
    spans.map(({ count, max }) => ({ count, max })),
    [{ count: 1, max: 7 }],
  );
});
