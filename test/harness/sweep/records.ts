/** Records of runs for tests, made up. */

import { keyOf, type Point } from '../../../harness/sweep/grid.js';
import type { RunRecord } from '../../../harness/sweep/run-record.js';

/** A run of the point `w` that was good, with its messages per operation and its longest latency. */
export function run(
  w: number,
  seed: number,
  perOp: number,
  max: number,
  rest: Partial<RunRecord> = {},
): RunRecord {
  return {
    settings: { w },
    seed,
    valid: true,
    delivered: true,
    figures: { 'msgs-per-op': perOp, 'stable-p50': max / 2, 'stable-p99': max - 1, 'stable-max': max },
    ...rest,
  };
}

export function pointsNamed(...names: readonly number[]): readonly Point[] {
  return names.map((w) => ({ settings: { w }, key: keyOf({ w }) }));
}
