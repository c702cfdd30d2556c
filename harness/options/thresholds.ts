/**
 * A user's demands on a run beyond its verdict: `msgs-per-op<30`. A demand that is not met makes the run invalid.
 *
 * The figures are read from the results: `msgs-per-op` is Maelstrom's own, messages between servers over client
 * operations, never the `messages_per_op` of a node's `gossip_stats`.
 */

import { rounded } from '../text/rounded.js';
import type {
  AvailabilityResult,
  Figures,
  Latencies,
  OperationLatencies,
  TrafficCounts,
  WorkloadFigures,
} from '../checkers/index.js';
import { didYouMean } from '../text/closest.js';
import { UsageError } from '../errors/usage-error.js';
import { WORKLOADS } from '../workloads/index.js';

/** The parts of results that have figures; of a run that did not come to its end any of them may be missing. */
export interface Measured {
  readonly workload?: Pick<WorkloadFigures, 'stable-latencies' | 'lost-count' | 'stale-count'> | undefined;
  readonly availability?: Pick<Figures<AvailabilityResult>, 'ok-fraction'> | undefined;
  readonly net?: { readonly servers?: Pick<TrafficCounts, 'msgs-per-op'> | undefined } | undefined;
  readonly latency?: OperationLatencies | undefined;
}

/** Where results have each quantile. */
const QUANTILES = { p50: '0.5', p95: '0.95', p99: '0.99', max: '1' } as const;

type Quantile = keyof typeof QUANTILES;

/** Each figure that is one of a whole run: what it means, and its place in the results. */
export const FIGURES = {
  'msgs-per-op': {
    meaning: 'messages between servers per client operation',
    of: ({ net }: Measured) => net?.servers?.['msgs-per-op'],
  },
  'stable-p50': { meaning: 'median stable latency, ms', of: stableLatency('0.5') },
  'stable-p95': { meaning: 'stable latency at the 95th percentile, ms', of: stableLatency('0.95') },
  'stable-p99': { meaning: 'stable latency at the 99th percentile, ms', of: stableLatency('0.99') },
  'stable-max': { meaning: 'longest stable latency, ms', of: stableLatency('1') },
  'latency-p50': { meaning: 'median latency of operations, ms', of: latency('p50') },
  'latency-p95': { meaning: 'latency of operations at the 95th percentile, ms', of: latency('p95') },
  'latency-p99': { meaning: 'latency of operations at the 99th percentile, ms', of: latency('p99') },
  'latency-max': { meaning: 'longest latency of an operation, ms', of: latency('max') },
  'lost-count': { meaning: 'values lost', of: ({ workload }: Measured) => workload?.['lost-count'] },
  'stale-count': {
    meaning: 'values that some read missed after they were known',
    of: ({ workload }: Measured) => workload?.['stale-count'],
  },
  availability: {
    meaning: 'operations that succeeded, as a fraction',
    of: ({ availability }: Measured) => availability?.['ok-fraction'],
  },
} as const;

function stableLatency(quantile: keyof Latencies): (results: Measured) => number | undefined {
  return ({ workload }) => workload?.['stable-latencies']?.[quantile];
}

function latency(quantile: Quantile): (results: Measured) => number | undefined {
  return ({ latency: latencies }) => latencies?.all[QUANTILES[quantile]];
}

type RunFigure = keyof typeof FIGURES;

/** The latency of the operations of one function: `read-latency-p95`. */
type FunctionFigure = `${string}-latency-${Quantile}`;

export type Figure = RunFigure | FunctionFigure;

/** Those of a whole run. */
export const FIGURE_NAMES: readonly RunFigure[] = Object.keys(FIGURES).filter(isRunFigure);

/** The names of all figures, in words. */
export const FIGURES_IN_WORDS = `${FIGURE_NAMES.join(', ')}; latencies also of one function, such as read-latency-p95`;

const FUNCTIONS: ReadonlySet<string> = new Set(WORKLOADS.flatMap(({ functions }) => Object.keys(functions)));

const COMPARE = {
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '=': (a: number, b: number) => a === b,
} as const;

/** A demand on a figure of a run, such as `msgs-per-op < 30`. */
export interface Threshold {
  readonly figure: Figure;
  readonly comparison: keyof typeof COMPARE;
  readonly limit: number;
}

/** The result of one demand. `actual` is absent if the run has no such figure: such a demand is not met. */
export interface Judged {
  readonly expect: string;
  readonly valid: boolean;
  readonly actual?: number;
  /** By how much it failed, in words. */
  readonly problem?: string;
}

/** Parses `figure comparison number`. Throws a UsageError. */
export function parseThreshold(text: string): Threshold {
  const [, figure = '', comparison = '', limit = ''] =
    /^\s*([\w-]+?)\s*(<=|>=|<|>|=)=?\s*(\d+(?:\.\d+)?)\s*(?:ms)?\s*$/.exec(text) ?? [];
  if (!isComparison(comparison)) {
    throw new UsageError(
      `expected a figure, a comparison and a number, such as msgs-per-op<30, got ${JSON.stringify(text)}`,
    );
  }
  if (!isFigure(figure)) {
    throw new UsageError(
      `unknown figure ${JSON.stringify(figure)}: known are ${FIGURES_IN_WORDS}${didYouMean(figure, FIGURE_NAMES)}`,
    );
  }
  return { figure, comparison, limit: Number(limit) };
}

export function judge(text: string, results: Measured): Judged {
  const threshold = parseThreshold(text);
  const { figure, comparison, limit } = threshold;
  const expect = `${figure} ${comparison} ${limit}`;
  const actual = valueOf(figure, results);
  if (actual === undefined) return { expect, valid: false, problem: `this run has no ${figure}` };
  if (holds(threshold, actual)) return { expect, valid: true, actual };
  const difference = rounded(Math.abs(actual - limit));
  const problem =
    difference === 0
      ? `${figure} is exactly ${limit}`
      : `${actual > limit ? 'over' : 'under'} by ${difference}`;
  return { expect, valid: false, actual, problem };
}

export function holds({ comparison, limit }: Threshold, actual: number): boolean {
  return COMPARE[comparison](actual, limit);
}

/** All figures that the results have; those of a function only if there are several. */
export function figuresOf(results: Measured): Partial<Record<Figure, number>> {
  const figures: Partial<Record<Figure, number>> = {};
  for (const figure of [...FIGURE_NAMES, ...functionFigures(results.latency)]) {
    const value = valueOf(figure, results);
    if (value !== undefined) figures[figure] = value;
  }
  return figures;
}

function functionFigures(latencies: Measured['latency']): readonly FunctionFigure[] {
  const functions = Object.keys(latencies?.['by-f'] ?? {}).filter((f) => FUNCTIONS.has(f));
  if (functions.length < 2) return [];
  return functions.flatMap((f) =>
    Object.keys(QUANTILES)
      .filter(isQuantile)
      .map((quantile): FunctionFigure => `${f}-latency-${quantile}`),
  );
}

function valueOf(figure: Figure, results: Measured): number | undefined {
  if (isRunFigure(figure)) return FIGURES[figure].of(results);
  const { f, quantile } = functionAndQuantile(figure) ?? {};
  const byF = results.latency?.['by-f'] ?? {};
  if (f === undefined || quantile === undefined || !Object.hasOwn(byF, f)) return undefined;
  return byF[f]?.[QUANTILES[quantile]];
}

/** Whether a text is the name of a figure. */
export function isFigure(text: string): text is Figure {
  return isRunFigure(text) || functionAndQuantile(text) !== undefined;
}

function isRunFigure(text: string): text is RunFigure {
  return Object.hasOwn(FIGURES, text);
}

/** The parts of `read-latency-p95`; undefined if no workload has that function. */
function functionAndQuantile(text: string): { readonly f: string; readonly quantile: Quantile } | undefined {
  const [, f = '', quantile = ''] = /^(.+)-latency-(\w+)$/.exec(text) ?? [];
  return FUNCTIONS.has(f) && isQuantile(quantile) ? { f, quantile } : undefined;
}

function isQuantile(text: string): text is Quantile {
  return Object.hasOwn(QUANTILES, text);
}

function isComparison(text: string): text is keyof typeof COMPARE {
  return Object.hasOwn(COMPARE, text);
}
