/** The outcome of a sweep. */

import type { Shard } from '../options/shard.js';
import type { Threshold } from '../options/thresholds.js';
import type { PlannedRun } from './grid.js';
import type { Plan } from './plan.js';
import type { PointSummary } from './point-summary.js';
import type { Recommendation } from './recommend.js';
import type { RunRecord } from './run-record.js';

/** What a sweep found. */
export interface Sweep {
  readonly plan: Plan;
  /** Absolute. */
  readonly folder: string;
  readonly points: readonly PointSummary[];
  readonly target: readonly Threshold[];
  readonly recommendation: Recommendation | undefined;
  /** The recommendation in words. */
  readonly sentence: string;
  /** Failed runs, and the options for `runTest` that repeat each. */
  readonly failures: readonly Failure[];
  /** Whether some runs are missing; of a shard, some of its own. */
  readonly interrupted: boolean;
  /** Absent of a whole sweep. */
  readonly shard?: Shard;
}

/** A run that was not good. */
export interface Failure {
  readonly record: RunRecord;
  readonly planned: PlannedRun;
}
