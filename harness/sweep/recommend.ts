/**
 * Recommends parameters, with a confidence.
 *
 * With a target: the point that met it in the greatest share of seeds, and of these the one that costs the fewest
 * messages. Without: the knee of the front of messages against the longest stable latency.
 */

import { type Figure, holds, parseThreshold, type Threshold } from '../options/thresholds.js';
import type { Point } from './grid.js';
import { byBend, paretoFront } from './pareto.js';
import { frontOf, isEligible, type PointSummary } from './point-summary.js';
import { isGood, type RunRecord } from './run-record.js';
import { type Interval, type Mean, meanOf, wilson } from './statistics.js';

export interface Candidate {
  readonly point: Point;
  /** The number of seeds that met the target, or (without one) had the point on the front of that seed alone. */
  readonly met: number;
  readonly seeds: number;
  /** Wilson's 95 % interval of that share. */
  readonly interval: Interval;
  readonly perOp?: Mean;
}

interface RunnerUp extends Candidate {
  /** Its additional messages per operation, seed by seed. */
  readonly costsMore?: Mean;
}

/** Which combination of parameters to take, and why. */
export interface Recommendation extends Candidate {
  readonly basis: 'target' | 'knee' | 'fewest-messages';
  /** `figure comparison limit` of each demand. */
  readonly target: readonly string[];
  /** The worst value over seeds of each figure in the target. */
  readonly worst: Readonly<Partial<Record<Figure, number>>>;
  readonly runnerUp?: RunnerUp;
}

/** Parses demands separated by commas. Throws a UsageError. */
export function parseTarget(text: string): readonly Threshold[] {
  return text.split(',').map((each) => parseThreshold(each));
}

/** Undefined if no point has usable runs. */
export function recommend(
  summaries: readonly PointSummary[],
  target: readonly Threshold[],
): Recommendation | undefined {
  const { basis, ranking } = target.length > 0 ? byTarget(summaries, target) : byFront(summaries);
  const [first, second] = ranking;
  if (first === undefined) return undefined;
  const { summary, ...candidate } = first;
  return {
    ...candidate,
    basis,
    target: target.map(({ figure, comparison, limit }) => `${figure} ${comparison} ${limit}`),
    worst: Object.fromEntries(target.map((threshold) => [threshold.figure, worstOf(summary, threshold)])),
    ...(second !== undefined && { runnerUp: runnerUp(first, second) }),
  };
}

type Ranked = Candidate & { readonly summary: PointSummary };

function byTarget(summaries: readonly PointSummary[], target: readonly Threshold[]) {
  const ranking = summaries
    .filter(({ runs }) => runs.length > 0)
    .map((summary) => ({
      ...ranked(summary, metRuns(summary, target).length),
      excess: meanOf(summary.runs.map((run) => excess(run, target))).mean,
    }))
    .toSorted(
      (a, b) =>
        compare(b.met / b.seeds, a.met / a.seeds) ||
        compare(a.excess, b.excess) ||
        b.seeds - a.seeds ||
        byCost(a.summary, b.summary),
    )
    .map(({ excess: _, ...each }) => each);
  return { basis: 'target' as const, ranking };
}

/** The distance of a run from its target: the sum over the demands, each as a fraction of its limit. */
function excess(run: RunRecord, target: readonly Threshold[]): number {
  return target.reduce((sum, threshold) => {
    const { figure, limit } = threshold;
    const actual = run.figures[figure];
    if (actual === undefined) return Infinity;
    return holds(threshold, actual) ? sum : sum + Math.abs(actual - limit) / Math.max(Math.abs(limit), 1);
  }, 0);
}

/** The runs of a point that met a target. A failed run meets none. */
export function metRuns({ runs }: PointSummary, target: readonly Threshold[]): readonly RunRecord[] {
  return runs.filter((run) => meets(run, target));
}

function meets(run: RunRecord, target: readonly Threshold[]): boolean {
  return (
    isGood(run) &&
    target.every((threshold) => {
      const actual = run.figures[threshold.figure];
      return actual !== undefined && holds(threshold, actual);
    })
  );
}

function byFront(summaries: readonly PointSummary[]) {
  const eligible = summaries.filter(isEligible);
  const front = frontOf(summaries, 'stable-max');
  if (front.length === 0) {
    // A workload without latencies, or no point that always worked.
    const sound = eligible.length > 0 ? eligible : summaries.filter(({ good }) => good > 0);
    const ranking = sound.toSorted(byCost).map((summary) => ranked(summary, summary.good));
    return { basis: 'fewest-messages' as const, ranking };
  }
  const costs = front.map((summary) => ({
    summary,
    x: summary.perOp?.mean ?? Number.NaN,
    y: summary.latencies['stable-max']?.median ?? Number.NaN,
  }));
  const bySeed = seedFronts(eligible);
  const ranking = byBend(costs).map(({ summary }) =>
    ranked(
      summary,
      summary.runs.filter(({ seed }) => bySeed.get(seed)?.has(summary.point.key) === true).length,
    ),
  );
  return { basis: 'knee' as const, ranking };
}

/** The points on the front of one seed alone. */
function seedFronts(summaries: readonly PointSummary[]): ReadonlyMap<number, ReadonlySet<string>> {
  const costs = new Map<number, { key: string; x: number; y: number }[]>();
  for (const { point, runs } of summaries) {
    for (const { seed, figures } of runs) {
      const cost = {
        key: point.key,
        x: figures['msgs-per-op'] ?? Number.NaN,
        y: figures['stable-max'] ?? Number.NaN,
      };
      const known = costs.get(seed);
      if (known === undefined) costs.set(seed, [cost]);
      else known.push(cost);
    }
  }
  return new Map([...costs].map(([seed, each]) => [seed, new Set(paretoFront(each).map(({ key }) => key))]));
}

function ranked(summary: PointSummary, met: number): Ranked {
  const { point, runs, perOp } = summary;
  const seeds = runs.length;
  return { summary, point, met, seeds, interval: wilson(met, seeds), ...(perOp !== undefined && { perOp }) };
}

function byCost(a: PointSummary, b: PointSummary): number {
  return (
    compare(a.perOp?.mean, b.perOp?.mean) ||
    compare(a.latencies['stable-max']?.median, b.latencies['stable-max']?.median)
  );
}

/** Points without a figure come last. */
function compare(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b;
}

function runnerUp(first: Ranked, { summary, ...candidate }: Ranked): RunnerUp {
  const others = new Map(summary.runs.map(({ seed, figures }) => [seed, figures['msgs-per-op']]));
  const differences = first.summary.runs.flatMap(({ seed, figures }) => {
    const [mine, other] = [figures['msgs-per-op'], others.get(seed)];
    return mine === undefined || other === undefined ? [] : [other - mine];
  });
  return { ...candidate, ...(differences.length > 0 && { costsMore: meanOf(differences) }) };
}

/** The value that is farthest on the wrong side. */
function worstOf({ runs }: PointSummary, { figure, comparison }: Threshold): number | undefined {
  const values = runs.flatMap(({ figures }) => figures[figure] ?? []);
  if (values.length === 0) return undefined;
  return comparison.startsWith('>') ? Math.min(...values) : Math.max(...values);
}
