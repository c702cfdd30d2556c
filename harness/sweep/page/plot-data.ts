/** Converts a sweep to the data of its plot: figures by point, and the axes of the grid that make series. */

import path from 'node:path';
import type { Threshold } from '../../options/thresholds.js';
import type { Value } from '../../options/option-value.js';
import { rounded } from '../../text/rounded.js';
import type { Axis } from '../axis.js';
import { describeSettings, describeValue } from '../grid.js';
import type { Sweep } from '../outcome.js';
import { LATENCIES, OPERATION_LATENCIES, type PointSummary, spreadOf } from '../point-summary.js';
import { metRuns } from '../recommend.js';
import { percentRange } from '../recommendation-text.js';
import type { Bound } from './bound.js';
import type { Axis as PlotAxis, Demand, PlotData, PlotPoint, Range } from './plot-model.js';
import { reportOf } from './kept-runs.js';

const PER_OP: PlotAxis = {
  key: 'msgs-per-op',
  label: 'messages per operation',
  brief: 'messages per operation',
};
const NAMES = {
  'stable-p50': 'median',
  'stable-p99': '99th percentile of',
  'stable-max': 'longest',
} as const;
const AXES: readonly PlotAxis[] = [
  PER_OP,
  ...LATENCIES.map((key) => ({ key, label: `${NAMES[key]} stable latency, ms`, brief: `${key}, ms` })),
  ...OPERATION_LATENCIES.map((key) => ({
    key,
    label: `${key.replace('latency-', '')} of the latency of operations, ms`,
    brief: `${key}, ms`,
  })),
  ...LATENCIES.map((latency) => ({
    key: `${latency}-worst`,
    label: `${NAMES[latency]} stable latency, worst seed, ms`,
    brief: `${latency}, worst seed, ms`,
  })),
];

/** `bound`: what there is to draw below the points. */
export function plotData(sweep: Sweep, bound: Bound | undefined): PlotData {
  const { plan, points, target } = sweep;
  const along = alongAxis(plan.axes);
  const seriesOf = (summary: PointSummary): string => seriesName(plan.axes, summary, along);
  const series = [...new Set(points.map(seriesOf))];
  const drawn = points.map((summary): PlotPoint => {
    const { point, good, runs } = summary;
    const report = reportOf(sweep, summary);
    return {
      series: series.indexOf(seriesOf(summary)),
      label: describeSettings(point.settings),
      brief: along === undefined ? seriesOf(summary) : settingText(along, point.settings[along.label]),
      values: valuesOf(summary),
      ranges: rangesOf(summary),
      good: runs.length > 0 && good === runs.length,
      ...(target.length > 0 && { met: runs.length > 0 && metRuns(summary, target).length === runs.length }),
      taken: isTaken(sweep, summary),
      details: detailsOf(sweep, summary),
      ...(report !== undefined && { report }),
    };
  });
  return {
    axes: AXES.filter(({ key }) => drawn.some(({ values }) => values[key] !== undefined)),
    series,
    points: drawn,
    target: target.flatMap(demandsOf),
    ...(bound !== undefined && 'bound' in bound && { bound: bound.bound }),
  };
}

/** A point that misses the target is not recommended, though it may come nearest. */
export function isTaken({ recommendation }: Sweep, { point }: PointSummary): boolean {
  return (
    recommendation?.point.key === point.key &&
    (recommendation.basis !== 'target' || recommendation.met === recommendation.seeds)
  );
}

/** The axis along which a curve runs: the one with the most numbers. The others separate curves. */
export function alongAxis(axes: readonly Axis[]): Axis | undefined {
  return axes
    .filter(({ values }) => values.length > 1 && values.every((value) => Number.isFinite(Number(value))))
    .toSorted((a, b) => b.values.length - a.values.length)[0];
}

function seriesName(axes: readonly Axis[], { point }: PointSummary, along: Axis | undefined): string {
  const others = axes.filter(({ label }) => label !== along?.label);
  return others.length === 0
    ? 'all points'
    : others.map((axis) => `${axis.label}=${settingText(axis, point.settings[axis.label])}`).join(' ');
}

/** A program is named by its file, as long as that tells it from the others. */
export function settingText({ kind, name, values }: Axis, value: Value | undefined): string {
  const text = describeValue(value ?? null);
  if (kind !== 'option' || name !== 'bin') return text;
  const base = path.basename(text);
  return values.filter((each) => path.basename(describeValue(each)) === base).length > 1 ? text : base;
}

function demandsOf({ figure, comparison, limit }: Threshold): readonly Demand[] {
  const text = `${figure} ${comparison} ${limit}`;
  return [figure, `${figure}-worst`].map((key) => ({ key, comparison, limit, text }));
}

function detailsOf(sweep: Sweep, summary: PointSummary): readonly string[] {
  const { target, recommendation } = sweep;
  const { point, good, runs, goodInterval } = summary;
  return [
    `good in ${good} of ${runs.length} runs (95 % CI ${percentRange(goodInterval)})`,
    ...(target.length === 0
      ? []
      : [`target met in ${metRuns(summary, target).length} of ${runs.length} runs`]),
    ...(recommendation?.point.key === point.key && !isTaken(sweep, summary) ? ['nearest to the target'] : []),
  ];
}

function valuesOf({ perOp, latencies, runs }: PointSummary): Record<string, number> {
  const values: Record<string, number> = {};
  if (perOp !== undefined) values[PER_OP.key] = perOp.mean;
  for (const latency of LATENCIES) {
    const spread = latencies[latency];
    if (spread === undefined) continue;
    values[latency] = spread.median;
    values[`${latency}-worst`] = spread.worst;
  }
  for (const latency of OPERATION_LATENCIES) {
    const spread = spreadOf(runs, latency);
    if (spread !== undefined) values[latency] = spread.median;
  }
  return values;
}

/** Of messages the confidence interval of the mean, of latencies the least and the greatest of all seeds. */
function rangesOf({ perOp, runs }: PointSummary): Record<string, Range> {
  const ranges: Record<string, Range> = {};
  if (perOp?.interval !== undefined) {
    const { low, high } = perOp.interval;
    ranges[PER_OP.key] = { low: rounded(Math.max(0, low)), high: rounded(high) };
  }
  for (const latency of [...LATENCIES, ...OPERATION_LATENCIES]) {
    const values = runs.flatMap(({ figures }) => figures[latency] ?? []);
    if (values.length > 1) ranges[latency] = { low: Math.min(...values), high: Math.max(...values) };
  }
  return ranges;
}
