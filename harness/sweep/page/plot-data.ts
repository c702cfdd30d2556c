/** Converts a sweep to the data of its plot: figures by point, and the axes of the grid that make series. */

import { completeOptions, type TestInput } from '../../options/schema.js';
import type { Axis } from '../axis.js';
import { describeSettings, type Point } from '../grid.js';
import { broadcastLimit } from '../limit.js';
import { LATENCIES, type PointSummary } from '../point-summary.js';
import { briefFigure, rounded } from '../../text/rounded.js';
import { percentRange } from '../recommendation-text.js';
import type { Sweep } from '../outcome.js';
import type { Axis as PlotAxis, PlotData, PlotPoint } from './plot.js';

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
  ...LATENCIES.map((latency) => ({
    key: `${latency}-worst`,
    label: `${NAMES[latency]} stable latency, worst seed, ms`,
    brief: `${latency}, worst seed, ms`,
  })),
];

export function plotData({ plan, points, recommendation }: Sweep): PlotData {
  const along = alongAxis(plan.axes);
  const seriesOf = (point: Point): string => {
    const { [along?.label ?? '']: _, ...others } = point.settings;
    return Object.keys(others).length === 0 ? 'all points' : describeSettings(others);
  };
  const series = [...new Set(points.map(({ point }) => seriesOf(point)))];
  const drawn = points.map((summary): PlotPoint => {
    const { point, good, runs, goodInterval, perOp } = summary;
    return {
      series: series.indexOf(seriesOf(point)),
      label: describeSettings(point.settings),
      values: valuesOf(summary),
      good: runs.length > 0 && good === runs.length,
      taken: point.key === recommendation?.point.key,
      details: [
        `good in ${good} of ${runs.length} runs (95 % CI ${percentRange(goodInterval)})`,
        ...(perOp?.interval === undefined
          ? []
          : [
              `messages per operation ${briefFigure(perOp.interval.low)} to ${briefFigure(perOp.interval.high)} (95 % CI)`,
            ]),
      ],
    };
  });
  const axes = AXES.filter(({ key }) => drawn.some(({ values }) => values[key] !== undefined));
  const limit = limitOf(plan.base, plan.axes, points);
  return { axes, series, points: drawn, ...(limit !== undefined && { limit }) };
}

/** The axis along which a curve runs: the one with the most numbers. The others separate curves. */
function alongAxis(axes: readonly Axis[]): Axis | undefined {
  return axes
    .filter(({ values }) => values.length > 1 && values.every((value) => Number.isFinite(Number(value))))
    .toSorted((a, b) => b.values.length - a.values.length)[0];
}

function valuesOf({ perOp, latencies }: PointSummary): Record<string, number> {
  const values: Record<string, number> = {};
  if (perOp !== undefined) values[PER_OP.key] = perOp.mean;
  for (const latency of LATENCIES) {
    const spread = latencies[latency];
    if (spread === undefined) continue;
    values[latency] = spread.median;
    values[`${latency}-worst`] = spread.worst;
  }
  return values;
}

const LIMIT_POINTS = 160;
/** The parameters of the limit: if one of these varies, there is no single curve. */
const LIMITING: ReadonlySet<string> = new Set(['workload', 'node-count', 'rate', 'latency', 'latency-dist']);

/** The lower bound of broadcast over the range of measured latencies. */
function limitOf(
  base: TestInput,
  axes: readonly Axis[],
  points: readonly PointSummary[],
): PlotData['limit'] | undefined {
  const options = completeOptions(base);
  if (options.workload !== 'broadcast' || options['latency-dist'] !== 'constant') return undefined;
  if (axes.some(({ kind, name }) => kind === 'option' && LIMITING.has(name))) return undefined;
  const { latency: latencyMs, rate, nodes } = options;
  const seen = points.flatMap(({ latencies }) => latencies['stable-max']?.worst ?? []);
  if (latencyMs === 0 || rate === 0 || nodes.length < 2 || seen.length === 0) return undefined;
  const most = Math.max(...seen, 3 * latencyMs);
  const worst = Array.from(
    { length: LIMIT_POINTS },
    (_, i) => latencyMs * (most / latencyMs) ** (i / (LIMIT_POINTS - 1)),
  );
  const perOp = worst.map((each) =>
    rounded(broadcastLimit({ nodes: nodes.length, rate, latencyMs }, each), 5),
  );
  const worstShown = worst.map((each) => rounded(each, 5));
  return {
    label: 'the least that broadcast can cost without faults and acknowledgements',
    values: { 'msgs-per-op': perOp, 'stable-max': worstShown, 'stable-max-worst': worstShown },
  };
}
