/**
 * The end of a run on one screen, the most important first: verdict, what went wrong, figures, demands, faults, where it is
 * stored, how to repeat it.
 */

import path from 'node:path';
import type { ChalkInstance } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { clip, columnsOf } from '../text/columns.js';
import { explanationLines } from './explanation-lines.js';
import { faultLines } from './fault-lines.js';
import { figureGroups, thresholdLines } from './figure-lines.js';
import { repeatLines } from './repeat-lines.js';
import type { MadeRun } from './made-run.js';
import { causeLines, findingGroups, reasonLines } from './finding-lines.js';
import type { RunSummary } from './run-summary.js';
import { type Group, type SummaryLine, layOut, type View } from './summary-layout.js';
import { toneOf, type Verdict, verdictWord } from './verdict-word.js';

/** The rows of a terminal that nobody has made larger, without the one of the next prompt. */
const ROWS = 23;
const SHOWN_CRASHED = 5;

/** Where things are: paths are shown as seen from `cwd`; `report` is a page on this run, where there is one. */
export interface Places {
  readonly cwd: string;
  readonly report: string | undefined;
}

export function summary(run: MadeRun, { cwd, report }: Places, view: View): string {
  const { options, folder } = run;
  const head = `${options.workload}, ${options.nodes.length} nodes, ${options.runtime} runtime`;
  const places: readonly SummaryLine[] = [
    ...(folder === undefined ? [] : [['stored in', path.relative(cwd, folder)] as const]),
    ...(report === undefined ? [] : [['report', path.relative(cwd, report)] as const]),
  ];
  const more = report === undefined ? 'results.json' : path.basename(report);
  const repeat = repeatLines(run, view.columns);
  return judgement(run.summary, { head, places, more, repeat }, view);
}

/** What is to be said of a history that was judged, below a line that begins with `head`. `more`: where all of it stands. */
export function judgement(
  summary: RunSummary,
  about: {
    readonly head: string;
    readonly places?: readonly SummaryLine[];
    readonly more: string;
    /** Lines that stand at the end as they are. */
    readonly repeat?: readonly string[];
  },
  view: View,
): string {
  const { head, places = [], more, repeat = [] } = about;
  const titleLines = title(head, summary, view);
  const groups: readonly Group[] = [
    ...reasonGroups(summary, more),
    ...figureGroups(summary),
    { entries: thresholdLines(summary) },
    { entries: faultLines(summary.faults), rowsEach: 1 },
    { entries: places, whole: true },
  ];
  const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
  return lines(titleLines) + layOut(groups, view, ROWS - titleLines.length - repeat.length) + lines(repeat);
}

/** What is to be said of why a run is not valid. `more`: where all of it stands. */
export function reasonGroups(summary: RunSummary, more: string): readonly Group[] {
  return [
    { entries: reasonLines(summary) },
    { entries: causeLines(summary) },
    { entries: explanationLines(summary, more) },
    ...findingGroups(summary),
  ];
}

/** One line, or where that is too wide as many as it takes. */
function title(head: string, summary: RunSummary, view: View): readonly string[] {
  const { verdict, crashed, isInterrupted, reasons } = summary;
  const { colors, columns = Infinity } = view;
  const more = crashed.length > SHOWN_CRASHED ? ` and ${crashed.length - SHOWN_CRASHED} more` : '';
  const dead = `(${crashed.slice(0, SHOWN_CRASHED).join(', ')}${more} crashed)`;
  const parts = [
    { text: printable(`${head}:`), paint: String },
    { text: verdictWord(verdict), paint: verdictPaint(verdict, colors) },
    ...(crashed.length === 0 ? [] : [{ text: printable(dead), paint: colors.red }]),
    // If so, the reasons say after which time.
    ...(isInterrupted && reasons.length > 0 ? [{ text: '(INTERRUPTED)', paint: colors.yellow }] : []),
  ];
  const lines: string[] = [];
  let room = 0;
  for (const { text, paint } of parts) {
    const width = columnsOf(text) + 1;
    if (width <= room) lines.push(`${lines.pop()} ${paint(text)}`);
    else lines.push(paint(columns === Infinity ? text : clip(text, columns)));
    room = width <= room ? room - width : columns - width + 1;
  }
  return lines;
}

function verdictPaint(verdict: Verdict, colors: ChalkInstance): ChalkInstance {
  return { good: colors.green, bad: colors.red, warn: colors.yellow }[toneOf(verdict)].bold;
}
