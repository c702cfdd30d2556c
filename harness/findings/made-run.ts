/** What a summary is made from. */

import type { TestOptions } from '../options/schema.js';
import type { Results } from '../verdict/analysis.js';

/** A history that was judged. */
export interface Judged {
  readonly options: TestOptions;
  readonly results: Results;
}

/** A run that was made. */
export interface MadeRun extends Judged {
  readonly seed: number;
  /** Undefined if it is not stored. */
  readonly folder: string | undefined;
  /** Nodes that ended by themselves. */
  readonly crashed: readonly string[];
}
