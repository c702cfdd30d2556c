/** How long operations took, as quantiles: a figure of a run, not a check. */

import { type History, pairs } from '../operations/history.js';

/** Milliseconds, by quantile. */
export type Latencies = Readonly<Record<'0' | '0.5' | '0.95' | '0.99' | '1', number>>;

/**
 * Milliseconds from the invocation to the completion of the operations that succeeded, to the nanosecond of the run's clock:
 * exact if time is simulated or virtual.
 */
export interface OperationLatencies {
  readonly all: Latencies;
  /** The same of each function that ever succeeded, ascending. */
  readonly 'by-f': Readonly<Record<string, Latencies>>;
}

const MILLISECOND = 1e6;

/** Undefined if no operation succeeded. */
export function operationLatencies(history: History): OperationLatencies | undefined {
  const byF = new Map<string, number[]>();
  for (const { invoke, completion } of pairs(history)) {
    if (completion?.type !== 'ok') continue;
    const took = (completion.time - invoke.time) / MILLISECOND;
    const ofF = byF.get(invoke.f);
    if (ofF === undefined) byF.set(invoke.f, [took]);
    else ofF.push(took);
  }
  if (byF.size === 0) return undefined;
  return {
    all: quantiles([...byF.values()].flat()),
    'by-f': Object.fromEntries(
      [...byF]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([f, latencies]) => [f, quantiles(latencies)] as const),
    ),
  };
}

/** The value at each quantile, as Jepsen has it: the one at that share of the list, rounded down. */
export function quantiles(latencies: readonly number[]): Latencies {
  const sorted = Float64Array.from(latencies).toSorted();
  const { length } = sorted;
  const at = (q: number): number => sorted[Math.min(length - 1, Math.floor(length * q))] ?? 0;
  return { 0: at(0), 0.5: at(0.5), 0.95: at(0.95), 0.99: at(0.99), 1: at(1) };
}
