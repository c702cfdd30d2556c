/**
 * Draws the points of a sweep as SVG text: two figures against each other, a front for each series, the region of the
 * target, the bound.
 *
 * Pure: the page's script draws with it again when its reader chooses other axes, and the first picture is drawn when
 * the page is made. All text that comes from outside passes through `escape`.
 */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { scale } from '../../picture/scale.js';
import { errorBars, marker, type Scales, STYLES } from './marker.js';
import { axisLabel, front, type Place, places, type PlotData, px, type View } from './plot-model.js';
import { pointLabels } from './point-labels.js';
import { type Frame, nearLimits, targetRegion } from './target-region.js';

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

/** `only`: the series whose panel this is; the others are shown faintly, for comparison. */
function panel(
  data: PlotData,
  view: View,
  shown: readonly Place[],
  only: number | undefined,
  width: number,
): string {
  const height = Math.round(Math.min(520, Math.max(280, width * 0.5)));
  const frame = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const scales = scalesOf(data, view, shown, frame);
  const own = shown.filter(({ point }) => only === undefined || point.series === only);
  const clip = `clip-${only ?? 'all'}`;
  const labels = own.map((place) => ({
    text: place.point.brief,
    x: scales.x.at(place.x),
    y: scales.y.at(place.y),
  }));
  return [
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${escape(captionOf(data, view, only))}">`,
    `<clipPath id="${clip}"><rect x="${frame.left}" y="${frame.top}" width="${frame.right - frame.left}" height="${frame.bottom - frame.top}"/></clipPath>`,
    only === undefined
      ? ''
      : `<text class="title" x="${frame.left}" y="16">${escape(data.series[only] ?? '')}</text>`,
    grid(data, view, scales, frame),
    targetRegion(data, view, scales, frame),
    `<g clip-path="url(#${clip})">`,
    ...lines(data, view, shown, scales, only),
    ...own.map((place) => errorBars(view, place, scales)),
    '</g>',
    pointLabels(labels, frame),
    ...own.map((place) => marker(data, view, place, scales)),
    '</svg>',
  ].join('');
}

function scalesOf(data: PlotData, view: View, shown: readonly Place[], frame: Frame): Scales {
  const valuesOf = (key: 'x' | 'y', log: boolean): readonly number[] => {
    const values = shown.map((place) => place[key]);
    const ranges = shown.flatMap(({ point }) => {
      const range = point.ranges[view[key]];
      return range === undefined ? [] : [range.low, range.high].filter((each) => !log || each > 0);
    });
    return [...values, ...ranges, ...nearLimits(data, view[key], values, log)];
  };
  return {
    x: scale(valuesOf('x', view.logX), view.logX, frame.left, frame.right),
    y: scale(valuesOf('y', view.logY), view.logY, frame.bottom, frame.top),
  };
}

function grid(data: PlotData, view: View, { x, y }: Scales, { left, right, top, bottom }: Frame): string {
  return [
    ...x.ticks.map(
      (tick) =>
        `<line class="grid" x1="${px(x.at(tick))}" x2="${px(x.at(tick))}" y1="${top}" y2="${bottom}"/>` +
        `<text class="tick" x="${px(x.at(tick))}" y="${bottom + 16}" text-anchor="middle">${short(tick)}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${left}" x2="${right}" y1="${px(y.at(tick))}" y2="${px(y.at(tick))}"/>` +
        `<text class="tick" x="${left - 6}" y="${px(y.at(tick) + 4)}" text-anchor="end">${short(tick)}</text>`,
    ),
    `<text class="axis" x="${(left + right) / 2}" y="${bottom + MARGIN.bottom - 8}" text-anchor="middle">${escape(axisLabel(data, view.x))}</text>`,
    `<text class="axis" transform="translate(14 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(axisLabel(data, view.y))}</text>`,
  ].join('');
}

/** The bound, and the front of each series. */
function lines(
  data: PlotData,
  view: View,
  shown: readonly Place[],
  { x, y }: Scales,
  only: number | undefined,
): readonly string[] {
  const at = (place: { readonly x: number; readonly y: number }): string =>
    `${px(x.at(place.x))},${px(y.at(place.y))}`;
  const line = (points: readonly { readonly x: number; readonly y: number }[], name: string): string =>
    points.length < 2 ? '' : `<polyline class="${name}" points="${points.map(at).join(' ')}"/>`;
  const series = [...new Set(shown.map(({ point }) => point.series))].toSorted((a, b) => a - b);
  const faint = (i: number): string => (only !== undefined && only !== i ? ' faint' : '');
  return [
    line(
      boundIn(data, view).filter((each) => (!view.logX || each.x > 0) && (!view.logY || each.y > 0)),
      'bound',
    ),
    ...series.map((i) => line(front(shown, i), `front s${i % STYLES}${faint(i)}`)),
  ];
}

function boundIn({ bound }: PlotData, { x, y }: View): readonly { readonly x: number; readonly y: number }[] {
  const [xs, ys] = [bound?.values[x], bound?.values[y]];
  if (xs === undefined || ys === undefined || x === y) return [];
  return xs.map((each, i) => ({ x: each, y: ys[i] ?? NaN }));
}

function captionOf(data: PlotData, { x, y }: View, only: number | undefined): string {
  return `${axisLabel(data, y)} against ${axisLabel(data, x)}${only === undefined ? '' : `: ${data.series[only] ?? ''}`}`;
}

function short(value: number): string {
  return Math.abs(value) >= 1e6 ? value.toExponential(0) : String(value);
}
