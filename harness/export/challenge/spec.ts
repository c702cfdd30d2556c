/** For a person: the targets of each attempt, why it was not met, and in the end a table of all. */

import { explain } from '../../errors/explain-error.js';
import { printable } from '../../text/printable.js';
import type { ChalkInstance } from '../../text/colors.js';
import type { Attempted, AttemptVerdict } from '../../run/attempts.js';
import type { Target } from '../../run/challenges.js';
import { repeatLines } from '../../findings/repeat-lines.js';
import { reasonGroups } from '../../findings/summary.js';
import { layOut, type SummaryLine, type View } from '../../findings/summary-layout.js';
import { attemptTitle, factsOf, targetWord } from './attempt-words.js';
import { rateTable } from './rate-table.js';
import type { ChallengeReporterFactory } from './reporter.js';

/** Rows on a terminal for the reasons of an attempt. */
const REASON_ROWS = 12;

export const spec: ChallengeReporterFactory = ({ write, view, cwd }) => {
  let total = 0;
  return {
    begin(count) {
      total = count;
    },
    attempt(attempted) {
      // Of many seeds, the details are those of the runs that were not met.
      const isShort = total > 1 && attempted.labels.length > 0 && attempted.verdict === 'met';
      write(`${titleLine(attempted, view)}\n`);
      if (!isShort) write(details(attempted, view, cwd));
    },
    end({ rates, left }) {
      if (total > 1) write(`\n${rateTable(rates, view.colors)}`);
      if (left > 0) write(`${left} of ${total} not attempted (interrupted)\n`);
    },
  };
};

function titleLine(attempted: Attempted, { colors }: View): string {
  return `${printable(attemptTitle(attempted))}: ${verdictText(attempted.verdict, colors)}`;
}

/** `MET`, `NOT MET`, `UNKNOWN`, `CRASHED`. */
export function verdictText(verdict: AttemptVerdict, colors: ChalkInstance): string {
  const text = verdict.toUpperCase();
  if (verdict === 'met') return colors.green.bold(text);
  return verdict === 'unknown' ? colors.yellow.bold(text) : colors.red.bold(text);
}

function details(attempted: Attempted, view: View, cwd: string): string {
  const { run, targets, verdict } = attempted;
  const { folder, report, repeat } = factsOf(attempted, cwd);
  if (run instanceof Error) {
    const lines = explain(run).split('\n').map(printable);
    return [...lines, `to repeat it: ${repeat}`].map((line) => `  ${line}\n`).join('');
  }
  const places: readonly SummaryLine[] = [
    ...(folder === undefined ? [] : [['stored in', folder] as const]),
    ...(report === undefined ? [] : [['report', report] as const]),
  ];
  const groups = [
    ...(verdict === 'met' ? [] : reasonGroups(run.summary, report ?? 'results.json')),
    { entries: places, whole: true as const },
  ];
  const repeated = repeatLines(run, view.columns).map((line) => `${line}\n`);
  return targetTable(targets, view.colors) + layOut(groups, view, REASON_ROWS) + repeated.join('');
}

const HEADS = ['target', 'wanted', 'got', ''] as const;

/** A line for each target below the heads of their columns. */
function targetTable(targets: readonly Target[], colors: ChalkInstance): string {
  const rows = targets.map((target) => [
    target.what,
    target.target,
    printable(target.result),
    targetWord(target),
  ]);
  const widths = HEADS.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === HEADS.length - 1 ? '' : cell.padEnd(widths[i] ?? 0))).join('  ');
  const paint = { met: colors.green, 'not met': colors.red, unknown: colors.yellow };
  return [
    colors.dim(`  ${line(HEADS).trimEnd()}`),
    ...rows.map((row, i) => {
      const target = targets[i];
      const word = target === undefined ? 'unknown' : targetWord(target);
      return `  ${line(row)}${paint[word](word)}`;
    }),
  ]
    .map((text) => `${text}\n`)
    .join('');
}
