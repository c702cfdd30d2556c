/** GitHub's Markdown for the summary of a step, and its annotations. */

import { plain } from '../../text/colors.js';
import type { Attempted } from '../../run/attempts.js';
import { runReport } from '../../findings/run-report.js';
import { type Told, toldOf, toldOfCrash } from '../github-actions.js';
import { attemptTitle, targetSentence } from './attempt-words.js';
import type { ChallengeReporterFactory } from './reporter.js';
import { verdictText } from './spec.js';

export const github: ChallengeReporterFactory = ({ write }) => ({
  begin() {},
  attempt(attempted) {
    for (const line of toldOfAttempt(attempted).summary) write(`${line}\n`);
  },
  end() {},
});

/** The run's report under the challenge's name, with its targets instead of the figures. */
export function toldOfAttempt(attempted: Attempted): Told {
  const { run, targets, verdict } = attempted;
  const title = attemptTitle(attempted);
  if (run instanceof Error) return toldOfCrash(title, run);
  return toldOf({
    ...runReport(run.summary),
    title,
    verdict: verdictText(verdict, plain),
    thresholds: [],
    figures: targets.map((target) => [target.what, targetSentence(target).slice(target.what.length + 2)]),
  });
}
