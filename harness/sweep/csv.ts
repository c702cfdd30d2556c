/** A sweep as CSV (RFC 4180): a row for each point, in the order of the grid. */

import { csvRow } from '../text/csv-row.js';
import { describeValue } from './grid.js';
import { LATENCIES, OPERATION_LATENCIES, type PointSummary, spreadOf } from './point-summary.js';
import type { Plan } from './plan.js';

const COLUMNS = [...LATENCIES, ...OPERATION_LATENCIES];

export function csv({ axes }: Plan, points: readonly PointSummary[]): string {
  const labels = axes.map(({ label }) => label);
  const header = [
    ...labels,
    'runs',
    'good',
    'good-low',
    'good-high',
    'msgs-per-op',
    'msgs-per-op-low',
    'msgs-per-op-high',
    ...COLUMNS.flatMap((latency) => [`${latency}-median`, `${latency}-worst`]),
    'fronts',
  ];
  const rows = points.map(({ point, runs, good, goodInterval, perOp, fronts }) => [
    ...labels.map((label) => describeValue(point.settings[label] ?? null)),
    runs.length,
    good,
    goodInterval.low,
    goodInterval.high,
    perOp?.mean,
    perOp?.interval?.low,
    perOp?.interval?.high,
    ...COLUMNS.flatMap((latency) => {
      const spread = spreadOf(runs, latency);
      return [spread?.median, spread?.worst];
    }),
    fronts.join(' '),
  ]);
  return [header, ...rows].map(csvRow).join('');
}
