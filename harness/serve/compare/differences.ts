/** In what two runs differ, as rows of text: what they were asked for, and what came of it. Pure. */

import type { StoredRun } from '../../store/shown-run.js';
import { countFaults } from '../../store/run-figures.js';
import { inWords } from '../../store/shown-run.js';
import { FIGURES } from '../../options/thresholds.js';
import { figure, shown, shownJson } from '../shown.js';

/** Cells are HTML. */
export interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** By how much B is more than A; empty where that is no number, or nothing. */
  readonly difference: string;
}

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
  const number = (name: string, of: (run: StoredRun) => number | undefined): Row => {
    const [left, right] = [of(a), of(b)];
    return { name, a: figure(left), b: figure(right), difference: differenceOf(left, right) };
  };
  const rows = [
    text('verdict', inWords),
    number('operations', ({ operations }) => operations?.count),
    number('ok', ({ operations }) => operations?.ok),
    number('fail', ({ operations }) => operations?.fail),
    number('info', ({ operations }) => operations?.info),
    ...Object.entries(FIGURES).map(([name, { meaning }]) => ({
      ...number(name, ({ figures }) => figures[name as keyof typeof FIGURES]),
      name: `<span title="${meaning}">${name}</span>`,
    })),
    text('faults', ({ faults }) => countFaults(faults) || 'none'),
  ];
  return rows.filter((row) => row.a !== '-' || row.b !== '-');
}

export function differenceOf(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined || a === b) return '';
  const sign = b > a ? '+' : '−';
  const share = a === 0 ? '' : ` (${sign}${figure((Math.abs(b - a) / Math.abs(a)) * 100)} %)`;
  return `${sign}${figure(Math.abs(b - a))}${share}`;
}

/** Escaped after it is cut: what differs behind the cut would look the same, so that is said by its length. */
function optionText(test: Test, name: string): string {
  return Object.hasOwn(test, name) ? shownJson(test[name], 2000) : '-';
}
