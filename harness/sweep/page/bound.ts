/**
 * The lower bound of broadcast for the plot of a sweep, where it holds: in runs without faults that are long against the
 * latencies that they measure. Where it does not, the page says why there is none.
 */

import { completeOptions, type TestInput, type TestOptions } from '../../options/schema.js';
import type { Axis } from '../axis.js';
import { broadcastLimit } from '../limit.js';
import { isEligible, type PointSummary } from '../point-summary.js';
import { rounded } from '../../text/rounded.js';
import type { PlotData } from './plot-model.js';

export type Bound = Required<Pick<PlotData, 'bound'>> | { readonly why: string };

const POINTS = 160;
/** The parameters of the bound: if one of these varies, there is no single curve. */
const VARYING: ReadonlySet<string> = new Set([
  'workload',
  'node-count',
  'nodes',
  'rate',
  'latency',
  'latency-dist',
]);
/** Faults make broadcast cheaper (what is cut off waits, and travels together) or dearer. */
const FAULTS: ReadonlySet<string> = new Set(['nemesis', 'faults', 'loss', 'duplication']);
/** The bound ignores the beginning and the end of a run: a run must be this many times as long as a latency. */
const LONG = 10;

/** Undefined if there is no bound for this workload and network. */
export function boundOf(
  base: TestInput,
  axes: readonly Axis[],
  points: readonly PointSummary[],
): Bound | undefined {
  const options = completeOptions(base);
  if (options.workload !== 'broadcast' || options['latency-dist'] !== 'constant') return undefined;
  if (axes.some(({ kind, name }) => kind === 'option' && VARYING.has(name))) return undefined;
  const { latency: latencyMs, rate, nodes } = options;
  const seen = points.flatMap(({ latencies }) => latencies['stable-max']?.worst ?? []);
  if (latencyMs === 0 || rate === 0 || nodes.length < 2 || seen.length === 0) return undefined;
  if (hasFaults(options, axes)) return { why: 'it holds without faults, and this sweep has some' };
  const longest = (options['time-limit'] * 1000) / LONG;
  if (longest < 2 * latencyMs || Math.max(...seen) > longest) {
    return {
      why: `it ignores the beginning and the end of a run, and runs of ${options['time-limit']} s are short against latencies of ${Math.round(Math.max(...seen))} ms`,
    };
  }
  const least = (worstMs: number): number =>
    broadcastLimit({ nodes: nodes.length, rate, latencyMs }, worstMs);
  if (points.some((point) => isBelow(point, least)))
    return { why: 'a point lies below it, so these runs do not measure what it bounds' };
  const most = Math.min(longest, Math.max(...seen, 3 * latencyMs));
  const worst = Array.from(
    { length: POINTS },
    (_, i) => latencyMs * (most / latencyMs) ** (i / (POINTS - 1)),
  );
  const shown = worst.map((each) => rounded(each, 5));
  return {
    bound: {
      label: 'the least that broadcast can cost without faults and acknowledgements',
      values: {
        'msgs-per-op': worst.map((each) => rounded(least(each), 5)),
        'stable-max': shown,
        'stable-max-worst': shown,
      },
    },
  };
}

function hasFaults(options: TestOptions, axes: readonly Axis[]): boolean {
  const { nemesis, faults, loss, duplication } = options;
  return (
    nemesis.length > 0 ||
    faults.length > 0 ||
    loss > 0 ||
    duplication > 0 ||
    axes.some(({ kind, name }) => kind === 'option' && FAULTS.has(name))
  );
}

function isBelow(point: PointSummary, least: (worstMs: number) => number): boolean {
  const [cost, worst] = [point.perOp?.mean, point.latencies['stable-max']?.median];
  if (cost === undefined || worst === undefined || !isEligible(point)) return false;
  const bound = least(worst);
  // Values that reads see sooner than they can have arrived: the bound says nothing of such a latency.
  return Number.isFinite(bound) && cost < bound;
}
