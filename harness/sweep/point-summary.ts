/** The summary of each point over its seeds, and the points that no other beats. */

import type { Figure } from '../options/thresholds.js';
import { keyOf, type Point } from './grid.js';
import { paretoFront } from './pareto.js';
import { isGood, type RunRecord } from './run-record.js';
import { type Interval, type Mean, meanOf, median, wilson } from './statistics.js';

/** The latencies that a front can use. */
export const LATENCIES = ['stable-p50', 'stable-p99', 'stable-max'] as const satisfies readonly Figure[];
export type Latency = (typeof LATENCIES)[number];

/** Latencies of operations: no front uses them. */
export const OPERATION_LATENCIES = [
  'latency-p50',
  'latency-p95',
  'latency-p99',
  'latency-max',
] as const satisfies readonly Figure[];

/** Over seeds; of latencies in milliseconds. */
export interface Spread {
  readonly median: number;
  readonly worst: number;
}

/** What the runs of one combination of parameters came to. */
export interface PointSummary {
  readonly point: Point;
  /** By rising seed. */
  readonly runs: readonly RunRecord[];
  readonly good: number;
  /** Wilson's 95 % interval of the share of good runs. */
  readonly goodInterval: Interval;
  /** Absent if no run completed. */
  readonly perOp?: Mean;
  readonly latencies: Readonly<Partial<Record<Latency, Spread>>>;
  /** The latencies against which the point is on the front: mean messages per operation, median latency. */
  readonly fronts: readonly Latency[];
}

/**
 * In the order of the points. Only points whose runs were all good can be on a front: losing values would be cheap.
 */
export function summarise(points: readonly Point[], records: readonly RunRecord[]): PointSummary[] {
  const byPoint = new Map<string, RunRecord[]>(points.map(({ key }) => [key, []]));
  for (const record of records) byPoint.get(keyOf(record.settings))?.push(record);
  const summaries = points.map((point) => summaryOf(point, byPoint.get(point.key) ?? []));
  const onFront = new Map(LATENCIES.map((latency) => [latency, frontKeys(summaries, latency)]));
  return summaries.map((summary) => ({
    ...summary,
    fronts: LATENCIES.filter((latency) => onFront.get(latency)?.has(summary.point.key) === true),
  }));
}

function summaryOf(point: Point, unsorted: readonly RunRecord[]): PointSummary {
  const runs = unsorted.toSorted((a, b) => a.seed - b.seed);
  const good = runs.filter(isGood).length;
  const perOp = valuesOf(runs, 'msgs-per-op');
  const latencies = LATENCIES.flatMap((latency) => {
    const spread = spreadOf(runs, latency);
    return spread === undefined ? [] : [[latency, spread] as const];
  });
  return {
    point,
    runs,
    good,
    goodInterval: wilson(good, runs.length),
    ...(perOp.length > 0 && { perOp: meanOf(perOp) }),
    latencies: Object.fromEntries(latencies) as PointSummary['latencies'],
    fronts: [],
  };
}

/** Of any figure that is better the smaller it is; undefined if no run has it. */
export function spreadOf(runs: readonly RunRecord[], figure: Figure): Spread | undefined {
  const values = valuesOf(runs, figure);
  return values.length === 0 ? undefined : { median: median(values), worst: Math.max(...values) };
}

function valuesOf(runs: readonly RunRecord[], figure: Figure): readonly number[] {
  return runs.flatMap(({ figures }) => figures[figure] ?? []);
}

/** The summaries of a front, by rising messages per operation. */
export function frontOf(summaries: readonly PointSummary[], latency: Latency): readonly PointSummary[] {
  const costs = summaries.filter(isEligible).map((summary) => ({
    summary,
    x: summary.perOp?.mean ?? Number.NaN,
    y: summary.latencies[latency]?.median ?? Number.NaN,
  }));
  return paretoFront(costs).map(({ summary }) => summary);
}

export function isEligible({ good, runs }: PointSummary): boolean {
  return runs.length > 0 && good === runs.length;
}

function frontKeys(summaries: readonly PointSummary[], latency: Latency): ReadonlySet<string> {
  return new Set(frontOf(summaries, latency).map(({ point }) => point.key));
}
