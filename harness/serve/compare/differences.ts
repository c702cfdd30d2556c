/** The differences of two runs as rows of text: their options, and their results. Pure. */

import { countFaults, inWords, type StoredRun } from '../shown-run.js';
import { type Figure, FIGURE_NAMES, FIGURES } from '../../options/thresholds.js';
import type { Verdict } from '../../findings/verdict-word.js';
import { figure, shown, shownJson } from '../shown.js';

/** Cells are HTML. */
export interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** By how much B is more than A; empty if either has no number. */
  readonly difference: string;
  /** Whether B is the better run in this; absent if neither is. */
  readonly better?: 'a' | 'b';
}

/** Of other figures less is better. */
const MORE_IS_BETTER: ReadonlySet<string> = new Set<Figure>(['availability']);
/** From the best verdict to the worst; others say nothing of a run. */
const VERDICTS: readonly Verdict[] = ['valid', 'unknown', 'invalid'];

type Test = Readonly<Record<string, unknown>>;

export function optionRows(a: Test, b: Test): readonly Row[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names
    .map((name) => ({ name: shown(name), a: optionText(a, name), b: optionText(b, name), difference: '' }))
    .filter((row) => row.a !== row.b);
}

export function figureRows(a: StoredRun, b: StoredRun): readonly Row[] {
  const text = (name: string, of: (run: StoredRun) => string): Row => ({
    name,
    a: shown(of(a)),
    b: shown(of(b)),
    difference: '',
  });
  const number = (
    name: string,
    of: (run: StoredRun) => number | undefined,
    wanted?: 'more' | 'less',
  ): Row => {
    const [left, right] = [of(a), of(b)];
    const row = { name, a: figure(left), b: figure(right), difference: differenceOf(left, right) };
    return wanted === undefined || left === undefined || right === undefined || left === right
      ? row
      : { ...row, better: right > left === (wanted === 'more') ? 'b' : 'a' };
  };
  const rows: readonly Row[] = [
    { ...text('verdict', inWords), ...betterVerdict(a, b) },
    number('operations', ({ figures }) => figures.operations?.count),
    number('ok', ({ figures }) => figures.operations?.ok),
    // A compare-and-set that fails is no fault of the nodes.
    number('fail', ({ figures }) => figures.operations?.fail),
    number('info', ({ figures }) => figures.operations?.info, 'less'),
    ...FIGURE_NAMES.map((name) => ({
      ...number(name, ({ figures }) => figures.byName[name], MORE_IS_BETTER.has(name) ? 'more' : 'less'),
      name: `<span title="${FIGURES[name].meaning}">${name}</span>`,
    })),
    text('faults', ({ faults }) => countFaults(faults) || 'none'),
  ];
  return rows.filter((row) => row.a !== '-' || row.b !== '-');
}

function betterVerdict(a: StoredRun, b: StoredRun): Pick<Row, 'better'> {
  const [left, right] = [VERDICTS.indexOf(a.verdict), VERDICTS.indexOf(b.verdict)];
  if (left < 0 || right < 0 || left === right) return {};
  return { better: right < left ? 'b' : 'a' };
}

export function differenceOf(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined || a === b) return '';
  const sign = b > a ? '+' : '−';
  const share = a === 0 ? '' : ` (${sign}${figure((Math.abs(b - a) / Math.abs(a)) * 100)} %)`;
  return `${sign}${figure(Math.abs(b - a))}${share}`;
}

/** Cut before it is escaped. Texts that differ only after the cut would look the same, so the length is shown. */
function optionText(test: Test, name: string): string {
  return Object.hasOwn(test, name) ? shownJson(test[name], 2000) : '-';
}
