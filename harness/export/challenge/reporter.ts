/** The reporter interface of `eddy challenge`: it gets each attempt when it is over, in their order. */

import type { Attempted, Rate } from '../../run/attempts.js';
import type { View } from '../../findings/summary-layout.js';

/** What all attempts come to. */
interface ChallengeSummary {
  readonly rates: readonly Rate[];
  readonly met: number;
  readonly attempts: number;
  /** Attempts that were not begun, because of an interruption. */
  readonly left: number;
}

/** Hears what became of each attempt. */
export interface ChallengeReporter {
  /** Called once, with the number of attempts to come. */
  begin(total: number): void;
  attempt(attempted: Attempted): void;
  /** Called once, when all are over or the command was interrupted. */
  end(summary: ChallengeSummary): void;
}

interface ChallengeOutput {
  readonly write: (text: string) => void;
  readonly view: View;
  /** Paths are shown as seen from this folder. */
  readonly cwd: string;
}

export type ChallengeReporterFactory = (output: ChallengeOutput) => ChallengeReporter;
