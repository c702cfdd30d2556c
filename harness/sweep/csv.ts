/** A sweep as CSV (RFC 4180): a row for each point, in the order of the grid. */

import { rounded } from '../text/rounded.js';
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
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Six significant digits: more would be noise, and differ between machines. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(rounded(value, 6)) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
