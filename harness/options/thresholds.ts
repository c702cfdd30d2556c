/**
 * What a user demands of a run beyond its verdict: `msgs-per-op<30`. A demand that is not met makes the run invalid.
 *
 * The figures are read from the results: `msgs-per-op` is Maelstrom's own, messages between servers over client
 * operations, never the `messages_per_op` of a node's `gossip_stats`.
 */

import type { Result } from '../checkers/checker.js';
import { UsageError } from '../errors/usage-error.js';

/** Each figure: what it means, and where it stands in the results. */
export const FIGURES = {
  'msgs-per-op': {
    meaning: 'messages between servers per client operation',
    path: ['net', 'servers', 'msgs-per-op'],
  },
  'stable-p50': { meaning: 'median stable latency, ms', path: ['workload', 'stable-latencies', '0.5'] },
  'stable-p95': {
    meaning: 'stable latency at the 95th percentile, ms',
    path: ['workload', 'stable-latencies', '0.95'],
  },
  'stable-p99': {
    meaning: 'stable latency at the 99th percentile, ms',
    path: ['workload', 'stable-latencies', '0.99'],
  },
  'stable-max': { meaning: 'longest stable latency, ms', path: ['workload', 'stable-latencies', '1'] },
  'lost-count': { meaning: 'values lost', path: ['workload', 'lost-count'] },
  'stale-count': {
    meaning: 'values that some read missed after they were known',
    path: ['workload', 'stale-count'],
  },
  availability: {
    meaning: 'operations that succeeded, as a fraction',
    path: ['availability', 'ok-fraction'],
  },
} as const;

export type Figure = keyof typeof FIGURES;

const COMPARE = {
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '=': (a: number, b: number) => a === b,
} as const;

export interface Threshold {
  readonly figure: Figure;
  readonly comparison: keyof typeof COMPARE;
  readonly limit: number;
}

/** One demand, judged. `actual` is absent where the run has no such figure: such a demand is not met. */
export interface Judged {
  readonly expect: string;
  readonly valid: boolean;
  readonly actual?: number;
  /** By how much it failed, in words. */
  readonly problem?: string;
}

/** Reads `figure comparison number`. Throws a UsageError. */
export function parseThreshold(text: string): Threshold {
  const match = /^\s*([\w-]+?)\s*(<=|>=|<|>|=)=?\s*(\d+(?:\.\d+)?)\s*(?:ms)?\s*$/.exec(text);
  const [, figure = '', comparison = '', limit = ''] = match ?? [];
  if (match === null) {
    throw new UsageError(
      `expected a figure, a comparison and a number, such as msgs-per-op<30, got ${JSON.stringify(text)}`,
    );
  }
  if (!isFigure(figure)) {
    throw new UsageError(
      `unknown figure ${JSON.stringify(figure)}: known are ${Object.keys(FIGURES).join(', ')}`,
    );
  }
  return { figure, comparison: comparison as keyof typeof COMPARE, limit: Number(limit) };
}

export function judge(text: string, results: Readonly<Record<string, unknown>>): Judged {
  const threshold = parseThreshold(text);
  const { figure, comparison, limit } = threshold;
  const expect = `${figure} ${comparison} ${limit}`;
  const actual = read(results, FIGURES[figure].path);
  if (actual === undefined) return { expect, valid: false, problem: `this run has no ${figure}` };
  if (holds(threshold, actual)) return { expect, valid: true, actual };
  const difference = Number(Math.abs(actual - limit).toPrecision(4));
  const problem =
    difference === 0
      ? `${figure} is exactly ${limit}`
      : `${actual > limit ? 'over' : 'under'} by ${difference}`;
  return { expect, valid: false, actual, problem };
}

export function holds({ comparison, limit }: Threshold, actual: number): boolean {
  return COMPARE[comparison](actual, limit);
}

/** All figures that the results have. */
export function figuresOf(results: Readonly<Record<string, unknown>>): Partial<Record<Figure, number>> {
  const figures: Partial<Record<Figure, number>> = {};
  for (const [figure, { path }] of Object.entries(FIGURES)) {
    const value = read(results, path);
    if (value !== undefined) figures[figure as Figure] = value;
  }
  return figures;
}

function isFigure(text: string): text is Figure {
  return Object.hasOwn(FIGURES, text);
}

function read(results: Readonly<Record<string, unknown>>, path: readonly string[]): number | undefined {
  let value: unknown = results;
  for (const key of path) value = (value as Result | undefined)?.[key];
  return typeof value === 'number' ? value : undefined;
}
