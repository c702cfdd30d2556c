/** What a summary on a terminal is made from. */

import type { TestOptions } from '../options/schema.js';
import type { RunSummary } from './run-summary.js';

/** A run that was made. */
export interface MadeRun {
  readonly options: TestOptions;
  readonly seed: number;
  /** Undefined if it is not stored. */
  readonly folder: string | undefined;
  readonly summary: RunSummary;
  /** The plan that was played, if it is a run of one. */
  readonly plan?: object | undefined;
}
