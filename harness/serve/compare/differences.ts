/** The differences of two runs as rows of text: their options, and their results. Pure. */

import type { StoredRun } from '../shown-run.js';
import { countFaults } from '../shown-run.js';
import { inWords } from '../shown-run.js';
import { FIGURE_NAMES, FIGURES } from '../../options/thresholds.js';
import { figure, shown, shownJson } from '../shown.js';

/** Cells are HTML. */
export interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** By how much B is more than A; empty if either has no number. */
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
    number('operations', ({ figures }) => figures.operations?.count),
    number('ok', ({ figures }) => figures.operations?.ok),
    number('fail', ({ figures }) => figures.operations?.fail),
    number('info', ({ figures }) => figures.operations?.info),
    ...FIGURE_NAMES.map((name) => ({
      ...number(name, ({ figures }) => figures.byName[name]),
      name: `<span title="${FIGURES[name].meaning}">${name}</span>`,
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

/** Cut before it is escaped. Texts that differ only after the cut would look the same, so the length is shown. */
function optionText(test: Test, name: string): string {
  return Object.hasOwn(test, name) ? shownJson(test[name], 2000) : '-';
}
