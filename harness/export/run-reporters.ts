/** One run for another program: the reporters of `eddy test`, by name. */

import { printExact } from '../../node/index.js';
import type { MadeRun } from '../findings/made-run.js';
import { runReport } from '../findings/run-report.js';
import { tapLine } from '../picture/tap.js';
import type { Results } from '../verdict/analysis.js';
import { agentRun } from './agent.js';
import { githubSummary } from './github.js';
import { junit } from './junit.js';

/** A run with its results. `shown` is its folder as the user would type it. */
interface ReportedRun extends MadeRun {
  readonly results: Results;
  readonly shown: string | undefined;
}

/** Lines without their ends. */
type RunReporter = (run: ReportedRun) => Iterable<string>;

/** Those beside `spec`, which is for a person. */
export const RUN_REPORTERS = {
  json: ({ results }) => [printExact(results)],
  junit: ({ summary }) => junit(runReport(summary)),
  tap,
  github: ({ summary }) => githubSummary(runReport(summary)),
  agent: (run) => agentRun(run, run.shown),
} satisfies Readonly<Record<string, RunReporter>>;

export type RunReporterName = keyof typeof RUN_REPORTERS;

/** A test for each part of the verdict. */
function tap({ summary }: ReportedRun): readonly string[] {
  const { parts, repeat } = runReport(summary);
  return [
    'TAP version 14',
    `1..${parts.length}`,
    ...parts.flatMap(({ name, valid, reason }, i) => [
      tapLine(valid === true, i + 1, name).trimEnd(),
      // JSON's strings are YAML's.
      ...(valid === true ? [] : ['  ---', `  message: ${JSON.stringify(reason)}`, '  ...']),
    ]),
    ...(repeat === undefined ? [] : [`# ${repeat}`]),
  ];
}
