/** What becomes of one message by an exception. */

import type { Damage } from '../damage.js';

/** What becomes of a message instead of what the rules would decide. Durations are nanoseconds. */
export interface Fate {
  /** It is lost. */
  readonly lost?: boolean;
  /** It is delivered whatever drops it: a partition, a loss. */
  readonly delivered?: boolean;
  /** How long it travels, before slow nodes and links multiply it. Without it, as long as usual. */
  readonly delay?: number;
  /** Further copies arrive this much later than the first. */
  readonly duplicates?: readonly number[];
  readonly damages?: readonly Damage[];
}
