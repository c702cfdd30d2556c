/**
 * Draws the points of a sweep as SVG text: two figures against each other, a front for each series, the limit.
 *
 * Pure: the page's script draws with it again when its reader chooses other axes, and the first picture is drawn when
 * the page is made. All text that comes from outside passes through `escape`.
 */

import { briefFigure } from '../../text/rounded.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { scale } from '../../picture/scale.js';

export interface Axis {
  readonly key: string;
  readonly label: string;
  /** For narrow pages. */
  readonly brief: string;
}

export interface PlotPoint {
  /** Its index in the list of series. */
  readonly series: number;
  readonly label: string;
  /** By the keys of axes; figures that a point lacks are absent. */
  readonly values: Readonly<Record<string, number>>;
  /** All of its runs were good. Other points are drawn hollow, and are on no front. */
  readonly good: boolean;
  readonly taken: boolean;
  /** Additional details, a line each. */
  readonly details: readonly string[];
}

export interface PlotData {
  readonly axes: readonly Axis[];
  readonly series: readonly string[];
  readonly points: readonly PlotPoint[];
  /** A curve, by the keys of axes: drawn if both axes are among them. */
  readonly limit?: { readonly label: string; readonly values: Readonly<Record<string, readonly number[]>> };
}

export interface View {
  readonly x: string;
  readonly y: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** A panel for each series instead of one for all. */
  readonly apart: boolean;
  /** Hidden series. */
  readonly hidden: readonly number[];
}

interface Place {
  readonly index: number;
  readonly point: PlotPoint;
  readonly x: number;
  readonly y: number;
}

export const STYLES = 8;
const SHAPES = 5;
const MARGIN = { left: 58, right: 18, top: 26, bottom: 46 };

/** One SVG, or with `apart` one for each series; `width` is the available width, in pixels. */
export function draw(data: PlotData, chosen: View, width: number): string {
  const shown = places(data, chosen);
  // A logarithmic axis has no place for 0: then it is linear.
  const logX = chosen.logX && shown.every((place) => place.x > 0);
  const logY = chosen.logY && shown.every((place) => place.y > 0);
  const view = { ...chosen, logX, logY };
  if (shown.length === 0) return '<p class="empty">No point has both of these figures.</p>';
  if (!view.apart) return panel(data, view, shown, undefined, width);
  const columns = Math.max(1, Math.min(3, Math.floor(width / 340)));
  return data.series
    .map((_, i) => i)
    .filter((i) => shown.some(({ point }) => point.series === i))
    .map((i) => panel(data, view, shown, i, Math.floor(width / columns) - 8))
    .join('');
}

/** The points that can be drawn, by rising x: the order in which arrow keys visit them. */
export function places({ points }: PlotData, { x, y, hidden }: View): readonly Place[] {
  return points
    .map((point, index) => ({ index, point, x: point.values[x] ?? NaN, y: point.values[y] ?? NaN }))
    .filter((place) => !hidden.includes(place.point.series))
    .filter((place) => Number.isFinite(place.x) && Number.isFinite(place.y))
    .toSorted((a, b) => a.x - b.x || a.y - b.y);
}

/** The points of one series that no other of it beats in both figures. */
export function front(shown: readonly Place[], series: number): readonly Place[] {
  let best = Infinity;
  return shown.filter(({ point, y }) => {
    if (point.series !== series || !point.good || y >= best) return false;
    best = y;
    return true;
  });
}

/** `only`: the series whose panel this is; the others are shown faintly, for comparison. */
function panel(
  data: PlotData,
  view: View,
  shown: readonly Place[],
  only: number | undefined,
  width: number,
): string {
  const height = Math.round(Math.min(460, Math.max(260, width * 0.62)));
  const limit = limitOf(data, view);
  const right = width - MARGIN.right;
  const bottom = height - MARGIN.bottom;
  const x = scale(
    shown.map((place) => place.x),
    view.logX,
    MARGIN.left,
    right,
  );
  const y = scale(
    shown.map((place) => place.y),
    view.logY,
    bottom,
    MARGIN.top,
  );
  const series = [...new Set(shown.map(({ point }) => point.series))].toSorted((a, b) => a - b);
  const faint = (i: number): string => (only !== undefined && only !== i ? ' faint' : '');
  const at = (place: { readonly x: number; readonly y: number }): string =>
    `${px(x.at(place.x))},${px(y.at(place.y))}`;
  const line = (points: readonly { readonly x: number; readonly y: number }[], name: string): string =>
    points.length < 2 ? '' : `<polyline class="${name}" points="${points.map(at).join(' ')}"/>`;
  const title =
    only === undefined
      ? ''
      : `<text class="title" x="${MARGIN.left}" y="16">${escape(data.series[only] ?? '')}</text>`;
  const clip = `clip-${only ?? 'all'}`;
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${escape(captionOf(data, view, only))}">`,
    `<clipPath id="${clip}"><rect x="${MARGIN.left}" y="${MARGIN.top}" width="${right - MARGIN.left}" height="${bottom - MARGIN.top}"/></clipPath>`,
    title,
    ...x.ticks.map(
      (tick) =>
        `<line class="grid" x1="${px(x.at(tick))}" x2="${px(x.at(tick))}" y1="${MARGIN.top}" y2="${bottom}"/>` +
        `<text class="tick" x="${px(x.at(tick))}" y="${bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${px(y.at(tick))}" y2="${px(y.at(tick))}"/>` +
        `<text class="tick" x="${MARGIN.left - 6}" y="${px(y.at(tick) + 4)}" text-anchor="end">${short(tick)}</text>`,
    ),
    `<text class="name" x="${(MARGIN.left + right) / 2}" y="${height - 8}" text-anchor="middle">${escape(labelOf(data, view.x))}</text>`,
    `<text class="name" transform="translate(14 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(labelOf(data, view.y))}</text>`,
    `<g clip-path="url(#${clip})">`,
    line(
      limit.filter((each) => (!view.logX || each.x > 0) && (!view.logY || each.y > 0)),
      'limit',
    ),
    ...series.map((i) => line(front(shown, i), `front s${i % STYLES}${faint(i)}`)),
    '</g>',
    ...shown
      .filter(({ point }) => only === undefined || point.series === only)
      .map((place) => marker(data, view, place, x.at(place.x), y.at(place.y))),
    '</svg>',
  ].join('');
}

function marker(data: PlotData, view: View, { index, point }: Place, x: number, y: number): string {
  const ring = point.taken ? `<circle class="ring" r="10"/>` : '';
  return (
    `<g class="point s${point.series % STYLES}${point.good ? '' : ' hollow'}" data-index="${index}" tabindex="-1" role="img" ` +
    `transform="translate(${px(x)} ${px(y)})" aria-label="${escape(sayPoint(data, view, point))}">` +
    `<circle class="target" r="12"/>${ring}${shape(point.series)}</g>`
  );
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
function sayPoint(data: PlotData, { x, y }: View, { label, values, good, taken }: PlotPoint): string {
  const figures = [y, x].map((key) => `${labelOf(data, key)} ${number(values[key])}`);
  return [label, ...figures, ...(taken ? ['recommended'] : []), ...(good ? [] : ['some runs failed'])].join(
    ', ',
  );
}

/** The details beside a point, as HTML. */
export function tip(data: PlotData, { label, series, values, taken, details }: PlotPoint): string {
  const rows = data.axes
    .filter(({ key }) => values[key] !== undefined)
    .map(({ key, brief }) => `<tr><th scope="row">${escape(brief)}</th><td>${number(values[key])}</td></tr>`);
  const lines = [
    ...(data.series.length > 1 ? [data.series[series] ?? ''] : []),
    ...details,
    ...(taken ? ['recommended'] : []),
  ];
  return `<b>${escape(label)}</b><table>${rows.join('')}</table>${lines.map((each) => `<div>${escape(each)}</div>`).join('')}`;
}

function captionOf(data: PlotData, { x, y }: View, only: number | undefined): string {
  return `${labelOf(data, y)} against ${labelOf(data, x)}${only === undefined ? '' : `: ${data.series[only] ?? ''}`}`;
}

function labelOf({ axes }: PlotData, key: string): string {
  return axes.find((axis) => axis.key === key)?.label ?? key;
}

function limitOf({ limit }: PlotData, { x, y }: View): readonly { readonly x: number; readonly y: number }[] {
  const [xs, ys] = [limit?.values[x], limit?.values[y]];
  if (xs === undefined || ys === undefined || x === y) return [];
  return xs.map((each, i) => ({ x: each, y: ys[i] ?? NaN }));
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function number(value: number | undefined): string {
  if (value === undefined) return '-';
  return briefFigure(value);
}

function short(value: number): string {
  return Math.abs(value) >= 1e6 ? value.toExponential(0) : String(value);
}
