/** One point of a sweep's plot as SVG text: its shape, its error bars, and a name for those who cannot see it. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import type { Scale } from '../../picture/scale.js';
import {
  axisLabel,
  figureText,
  type Place,
  type PlotData,
  type PlotPoint,
  px,
  type View,
} from './plot-model.js';

/** The number of colours of series. */
export const STYLES = 8;
const SHAPES = 5;
/** Half the length of the stroke at the end of an error bar. */
const CAP = 3;

export interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

export function marker(data: PlotData, view: View, place: Place, scales: Scales): string {
  const { index, point } = place;
  const classes = [
    'point',
    `s${point.series % STYLES}`,
    ...(point.good ? [] : ['failed']),
    ...(point.met === false ? ['missed'] : []),
  ];
  const [x, y] = [scales.x.at(place.x), scales.y.at(place.y)];
  const inside =
    `<circle class="target" r="12"/>${point.taken ? '<circle class="ring" r="10"/>' : ''}${shape(point.series)}` +
    (point.good ? '' : '<path class="cross" d="m-7-7 14 14m0-14-14 14"/>');
  const attributes = `class="${classes.join(' ')}" data-index="${index}" tabindex="-1" transform="translate(${px(x)} ${px(y)})" aria-label="${escape(sayPoint(data, view, point))}"`;
  const { report } = point;
  return report === undefined
    ? `<g ${attributes} role="img">${inside}</g>`
    : `<a ${attributes} href="${escape(report)}">${inside}</a>`;
}

/** The error bars of a point, below all points. */
export function errorBars({ x, y }: View, place: Place, scales: Scales): string {
  const { point } = place;
  const at = { x: scales.x.at(place.x), y: scales.y.at(place.y) };
  const ends = (key: string, { at: to }: Scale): readonly [number, number] | undefined => {
    const range = point.ranges[key];
    if (range === undefined || range.high <= range.low) return undefined;
    const both = [to(range.low), to(range.high)] as const;
    return both.every(Number.isFinite) ? both : undefined;
  };
  const [across, up] = [ends(x, scales.x), ends(y, scales.y)];
  const path = [
    ...(across === undefined
      ? []
      : [
          `M${px(across[0])} ${px(at.y)}H${px(across[1])}`,
          ...across.map((end) => `M${px(end)} ${px(at.y - CAP)}v${2 * CAP}`),
        ]),
    ...(up === undefined
      ? []
      : [
          `M${px(at.x)} ${px(up[0])}V${px(up[1])}`,
          ...up.map((end) => `M${px(at.x - CAP)} ${px(end)}h${2 * CAP}`),
        ]),
  ];
  if (path.length === 0) return '';
  const missed = point.met === false || !point.good ? ' missed' : '';
  return `<path class="bar s${point.series % STYLES}${missed}" d="${path.join('')}"/>`;
}

/** Series differ by more than colour. */
export function shape(series: number): string {
  switch ((series + Math.floor(series / STYLES)) % SHAPES) {
    case 0:
      return '<circle r="4.5"/>';
    case 1:
      return '<rect x="-4" y="-4" width="8" height="8"/>';
    case 2:
      return '<path d="M0-5.5 5 4-5 4z"/>';
    case 3:
      return '<path d="M0-6 5 0 0 6-5 0z"/>';
    default:
      return '<path d="M0 5.5 5-4-5-4z"/>';
  }
}

/** One line, for readers who cannot see the point. */
function sayPoint(data: PlotData, { x, y }: View, point: PlotPoint): string {
  const figures = [y, x].map((key) => `${axisLabel(data, key)} ${figureText(point.values[key])}`);
  return [point.label, ...figures, ...remarks(point)].join(', ');
}

/** What is to be known of a point beyond its figures. */
export function remarks({ good, met, taken }: PlotPoint): readonly string[] {
  return [
    ...(taken ? ['recommended'] : []),
    ...(met === false ? ['target missed'] : []),
    ...(good ? [] : ['some runs failed']),
  ];
}
