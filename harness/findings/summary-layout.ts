/**
 * Names and what is to be said under them, as lines that fit on a screen. It cuts and folds, and decides nothing else.
 *
 * On a terminal no line is wider than it is; in a pipe lines stay whole. Where there is more to say than a screen holds,
 * groups are folded, the last first, each to its first entry and how many more there are; where that is still too much,
 * long entries are cut earlier.
 */

import type { ChalkInstance } from '../text/colors.js';
import { clip, wrap } from '../text/columns.js';

type Sign = 'good' | 'bad';

/** A name (empty under an entry of the same name), a text without escapes, and what it is a sign of. */
export type SummaryLine = readonly [name: string, text: string, sign?: Sign];

export interface Group {
  readonly entries: readonly SummaryLine[];
  /** Never folded, and not cut short for want of room. */
  readonly whole?: true;
  /** What an entry may take on a terminal before it is cut. 3 by default. */
  readonly rowsEach?: number;
}

export interface View {
  readonly colors: ChalkInstance;
  /** Undefined where it is no terminal. */
  readonly columns: number | undefined;
}

const NAME_COLUMNS = 12;
const ROWS_EACH = 3;
/** What is left of a group that is folded: its first entry, and how many more. */
const FOLDED = 2;

interface Laid {
  readonly whole: boolean;
  /** Of each entry. */
  readonly rows: readonly (readonly string[])[];
}

/** The lines of all groups, `room` at most where cutting and folding can do it. */
export function layOut(groups: readonly Group[], view: View, room: number): string {
  let laid: readonly Laid[] = [];
  let lines: number[] = [];
  let free = -1;
  for (let most = ROWS_EACH; most > 0 && free < 0; most--) {
    laid = groups.map((group) => rowsOfGroup(group, view, most));
    lines = laid.map(({ whole, rows }) => (whole ? rows.length : Math.min(rows.length, FOLDED)));
    free = room - laid.reduce((sum, group, i) => sum + height(group, lines[i] ?? 0), 0);
  }
  for (const [i, group] of laid.entries()) {
    for (let count = (lines[i] ?? 0) + 1; count <= group.rows.length; count++) {
      const more = height(group, count) - height(group, lines[i] ?? 0);
      if (more > free) break;
      free -= more;
      lines[i] = count;
    }
  }
  return laid.map((group, i) => fold(group, lines[i] ?? 0, view)).join('');
}

function rowsOfGroup({ entries, whole, rowsEach = ROWS_EACH }: Group, view: View, most: number): Laid {
  const rows = whole === true ? rowsEach : Math.min(rowsEach, most);
  return { whole: whole === true, rows: entries.map((entry) => rowsOf(entry, view, rows)) };
}

/** A line that stands for several entries counts as one. */
function height({ rows }: Laid, lines: number): number {
  const shown = lines < rows.length ? lines - 1 : lines;
  return rows.slice(0, shown).reduce((sum, each) => sum + each.length, lines - shown);
}

function fold({ rows }: Laid, lines: number, view: View): string {
  const shown = lines < rows.length ? lines - 1 : lines;
  const more = rows.length - shown;
  const all = [...rows.slice(0, shown), ...(more === 0 ? [] : [rowsOf(['', `and ${more} more`], view, 1)])];
  return all
    .flat()
    .map((row) => `${row}\n`)
    .join('');
}

function rowsOf([name, text, sign]: SummaryLine, { columns, colors }: View, most: number): readonly string[] {
  const start = `  ${name.padEnd(NAME_COLUMNS)} `;
  const paint = sign === undefined ? String : colors[sign === 'good' ? 'green' : 'red'];
  if (columns === undefined) return [start + paint(text)];
  const room = columns - start.length;
  // A window for nothing.
  if (room < 2) return [clip(start + text, columns)];
  const rows = wrap(text, room, '');
  const shown =
    rows.length <= most ? rows : [...rows.slice(0, most - 1), clip(rows.slice(most - 1).join(' '), room)];
  return shown.map((row, i) => (i === 0 ? start : ' '.repeat(start.length)) + paint(row));
}
