/**
 * The end of a run on one screen, the most important first: verdict, what went wrong, figures, demands, faults, where it is
 * stored, how to repeat it.
 */

import path from 'node:path';
import type { ChalkInstance } from '../text/colors.js';
import type { Results } from '../verdict/analysis.js';
import type { TestOptions } from '../options/schema.js';
import { printable } from '../text/printable.js';
import type { TestRun } from '../run/run-test.js';
import { clip, columnsOf } from '../text/columns.js';
import { explanationLines } from './explanation-lines.js';
import { faultLines } from './fault-lines.js';
import { figureLines, thresholdLines } from './figure-lines.js';
import { repeatLines } from '../cli/repeat-lines.js';
import { causeLines, findingGroups, reasonLines } from './finding-lines.js';
import { type Entry, layOut, type View } from './summary-layout.js';

/** The rows of a terminal that nobody has made larger, without the one of the next prompt. */
const ROWS = 23;
const SHOWN_CRASHED = 5;

/** What can be told of any history that was judged. */
export interface Judged {
  readonly options: TestOptions;
  readonly results: Results;
}

/** Where things are: paths are shown as seen from `cwd`; `report` is a page on this run, where there is one. */
export interface Places {
  readonly cwd: string;
  readonly report: string | undefined;
}

export function summary(run: TestRun, { cwd, report }: Places, view: View): string {
  const { options, folder, crashed } = run;
  const head = `${options.workload}, ${options.nodes.length} nodes, ${options.runtime} runtime`;
  const places: readonly Entry[] = [
    ...(folder === undefined ? [] : [['stored in', path.relative(cwd, folder)] as const]),
    ...(report === undefined ? [] : [['report', path.relative(cwd, report)] as const]),
  ];
  const more = report === undefined ? 'results.json' : path.basename(report);
  const repeat = repeatLines(run, view.columns);
  return judgement(run, { head, crashed, places, more, repeat }, view);
}

/** What is to be said of a history that was judged, below a line that begins with `head`. `more`: where all of it stands. */
export function judgement(
  { options, results }: Judged,
  about: {
    readonly head: string;
    readonly crashed?: readonly string[];
    readonly places?: readonly Entry[];
    readonly more: string;
    /** Lines that stand at the end as they are. */
    readonly repeat?: readonly string[];
  },
  view: View,
): string {
  const { head, crashed = [], places = [], more, repeat = [] } = about;
  const titleLines = title(head, results, crashed, view);
  const groups = [
    { entries: reasonLines(results) },
    { entries: causeLines(results) },
    { entries: explanationLines(results, more) },
    ...findingGroups(results),
    { entries: figureLines(results, options), whole: true },
    { entries: thresholdLines(results) },
    { entries: faultLines(results.faults), rowsEach: 1 },
    { entries: places, whole: true },
  ] as const;
  const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
  return lines(titleLines) + layOut(groups, view, ROWS - titleLines.length - repeat.length) + lines(repeat);
}

/** One line, or where that is too wide as many as it takes. */
function title(head: string, results: Results, crashed: readonly string[], view: View): readonly string[] {
  const { colors, columns = Infinity } = view;
  const more = crashed.length > SHOWN_CRASHED ? ` and ${crashed.length - SHOWN_CRASHED} more` : '';
  const dead = `(${crashed.slice(0, SHOWN_CRASHED).join(', ')}${more} crashed)`;
  const parts = [
    { text: printable(`${head}:`), paint: String },
    { text: verdictWord(results), paint: verdictPaint(results, colors) },
    ...(crashed.length === 0 ? [] : [{ text: printable(dead), paint: colors.red }]),
    ...(wasInterrupted(results) ? [{ text: '(INTERRUPTED)', paint: colors.yellow }] : []),
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

/** If so, the reasons say after which time. */
function wasInterrupted({ interrupted, reasons }: Results): boolean {
  return interrupted === true && reasons !== undefined;
}

function verdictWord({ valid }: Results): string {
  if (valid === 'unknown') return 'UNKNOWN';
  return valid ? 'VALID' : 'INVALID';
}

function verdictPaint({ valid }: Results, colors: ChalkInstance): ChalkInstance {
  if (valid === 'unknown') return colors.yellow.bold;
  return valid ? colors.green.bold : colors.red.bold;
}
