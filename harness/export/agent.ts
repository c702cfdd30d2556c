/**
 * For programs that write programs, and read little: at most 40 lines, each with a name in front. The verdict, the
 * fingerprint, the decisive line, and the command that shows more.
 */

import { decisiveLine } from '../findings/decisive-line.js';
import { fingerprint, fingerprintText } from '../findings/fingerprint.js';
import { nextCommand } from '../findings/next-command.js';
import type { MadeRun } from '../findings/made-run.js';
import { runReport } from '../findings/run-report.js';
import { repeatWords } from '../options/repeat-command.js';
import { fitted } from '../text/clipped.js';
import { printable } from '../text/printable.js';

/** The most lines of an agent's report. */
export const AGENT_LINES = 40;
/** The most characters of a line, its name included. */
const AGENT_COLUMNS = 400;
/** The most lines on one run: what else failed is in its results. */
const DETAILS = 8;

/** A name and a text; undefined texts are left out. */
export type AgentFact = readonly [name: string, text: string | undefined];

/** Lines without their ends: the first 40 of these facts, of which the last says how many were left out. */
export function agentLines(facts: readonly AgentFact[]): readonly string[] {
  const lines = facts.flatMap(([name, text]) =>
    text === undefined
      ? []
      : [fitted(`${name}: ${printable(text.replaceAll(/\s*\n\s*/g, ' '))}`, AGENT_COLUMNS)],
  );
  if (lines.length <= AGENT_LINES) return lines;
  return [...lines.slice(0, AGENT_LINES - 1), `more: ${lines.length - AGENT_LINES + 1} lines left out`];
}

/** `folder`: the run's, as the user would type it. */
export function agentRun(run: MadeRun, folder: string | undefined): readonly string[] {
  const { summary, options, seed } = run;
  const { title, verdict, parts, figures } = runReport(summary);
  const mark = fingerprint(summary);
  const decisive = decisiveLine(summary);
  const isValid = mark === undefined;
  const failed = parts
    .filter(({ valid }) => valid !== true)
    .flatMap(({ name, reason }) => {
      const [first = ''] = reason.split('\n');
      return [`${name}: ${first}`];
    });
  return agentLines([
    ['verdict', verdict],
    ['run', `${title}, seed ${seed}`],
    ['fingerprint', mark && fingerprintText(mark)],
    ['decisive', decisive],
    ...failed.slice(0, DETAILS).map((text): AgentFact => ['failed', text]),
    ...(isValid ? figures.map(([name, text]): AgentFact => [name === '' ? 'figure' : name, text]) : []),
    ['stored', folder],
    ['next', isValid ? undefined : nextCommand(summary, folder)],
    ['repeat', repeatWords({ ...options, seed })?.join(' ')],
  ]);
}
