/** What there is to say of a run's end, before it is said in anybody's syntax: the verdict in its parts, each with a reason. */

import type { Validity } from '../checkers/checker.js';

export interface RunPart {
  readonly name: string;
  readonly valid: Validity;
  /** Of what is not valid, why; of others there may be something to say too. Lines, as a person reads them. */
  readonly reason: string;
}

export interface RunReport {
  /** Which run, on one line. */
  readonly title: string;
  /** `VALID`, `NOT MET`, ... */
  readonly verdict: string;
  readonly valid: Validity;
  /** Stands before the name of a part: `broadcast`. */
  readonly subject: string;
  readonly parts: readonly RunPart[];
  /** Names and what is to be said of them; a line without a name belongs to the one before. */
  readonly figures: readonly (readonly [string, string])[];
  readonly thresholds: readonly { readonly expect: string; readonly met: boolean; readonly result: string }[];
  readonly faults: readonly string[];
  readonly explanations: readonly string[];
  /** What nodes did wrong without the run being invalid for it. */
  readonly warnings: readonly { readonly title: string; readonly text: string }[];
  /** A command. */
  readonly repeat?: string;
}
