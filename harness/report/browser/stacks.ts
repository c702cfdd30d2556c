/** The counts over time: completions by outcome, messages between nodes by cause, type or link. */

import { Counts } from '../../picture/counts.js';
import { OPERATION_ENDS } from '../report-data.js';
import { SERIES, type Theme } from '../../page/browser/theme.js';
import { isServer } from './lanes.js';
import { colorOf } from './operations-panel.js';
import type { Run } from './run.js';
import type { Stack } from './stacked-panel.js';
import type { TypeColors } from './type-colors.js';

/** The most separate categories; all others are one. */
const MOST = 7;

export function rateStack({ operations, data }: Run): Stack {
  const rows = Array.from({ length: operations.length }, (_, row) => row)
    .filter((row) => operations.end[row] !== 0)
    .toSorted((a, b) => (operations.finish[a] ?? 0) - (operations.finish[b] ?? 0));
  const times = Float64Array.from(rows, (row) => operations.finish[row] ?? 0);
  const names = OPERATION_ENDS.slice(1);
  const category = (i: number): number => (operations.end[rows[i] ?? 0] ?? 0) - 1;
  return {
    counts: new Counts(times, category, { categories: names.length, end: data.end }),
    names,
    color: (place, theme) => colorOf(place + 1, theme),
    figure: (count, seconds) => count / seconds,
    unit: '/s',
  };
}

export type Split = 'cause' | 'type' | 'link';

/** Messages per operation, at the run's mean rate of operations. */
export function perOpStack(run: Run, split: Split, colors: TypeColors): Stack {
  const { messages, operations, data } = run;
  const { src, dest, type, cause, length } = messages;
  const links = data.endpoints.length;
  const key = (row: number): number => {
    if (!isServer(data, src[row] ?? 0, dest[row] ?? 0)) return -1;
    if (split === 'cause') return cause[row] ?? 0;
    return split === 'type' ? (type[row] ?? 0) : (src[row] ?? 0) * links + (dest[row] ?? 0);
  };
  const totals = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    const each = key(row);
    if (each >= 0) totals.set(each, (totals.get(each) ?? 0) + 1);
  }
  const ranked = [...totals].toSorted(([, a], [, b]) => b - a).map(([each]) => each);
  const shown = ranked.slice(0, ranked.length <= MOST + 1 ? MOST + 1 : MOST);
  const nameOf = (each: number): string => {
    if (split === 'cause') return data.causes[each] ?? '';
    if (split === 'type') return data.types[each] ?? '';
    return `${data.endpoints[Math.floor(each / links)]?.name} -> ${data.endpoints[each % links]?.name}`;
  };
  const others = ranked.length - shown.length;
  const names = [...shown.map(nameOf), ...(others > 0 ? [`${others} others`] : [])];
  const places = new Map(shown.map((each, i) => [each, i]));
  const category = (row: number): number => {
    const each = key(row);
    return each < 0 ? -1 : (places.get(each) ?? shown.length);
  };
  const perSecond = operations.length / (lastBegin(run) / 1e9 || 1);
  return {
    counts: new Counts(messages.sent, category, { categories: names.length, end: data.end }),
    names,
    color: (place, theme) => {
      const each = shown[place];
      if (each === undefined) return theme.quiet;
      return split === 'type' ? colors.of(each, theme) : seriesColor(place, theme);
    },
    figure: (count, seconds) => count / (perSecond * seconds || 1),
    unit: '',
  };
}

function lastBegin({ operations }: Run): number {
  return operations.begin.at(-1) ?? 0;
}

function seriesColor(place: number, theme: Theme): string {
  return theme.series[place % SERIES] ?? theme.text;
}
