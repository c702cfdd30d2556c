/**
 * The part of a plot in which the target is met, shaded, with the limits named at its edges. A limit that is far from
 * all points would shrink them to a dot: such a limit is named at the edge of the plot beyond which it lies.
 */

import { escapeMarkup as escape } from '../../picture/markup.js';
import type { Scale } from '../../picture/scale.js';
import { type Demand, type PlotData, px, type View } from './plot-model.js';

/** The ends of a plot in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far beyond the values a limit may lie, as a factor, and still be shown at its place. */
const NEAR = 3;

/** The limits on an axis that are near enough to its values to be shown at their places. */
export function nearLimits(
  { target }: PlotData,
  key: string,
  values: readonly number[],
  log: boolean,
): readonly number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return target
    .filter((demand) => demand.key === key && !(log && demand.limit <= 0))
    .map(({ limit }) => limit)
    .filter((limit) => limit <= most * NEAR && limit >= least / NEAR);
}

/** SVG text: the region, and lines with names at its edges. Empty without demands on these axes. */
export function targetRegion(
  data: PlotData,
  view: View,
  scales: { readonly x: Scale; readonly y: Scale },
  frame: Frame,
): string {
  const onX = data.target.filter(({ key }) => key === view.x);
  const onY = data.target.filter(({ key }) => key === view.y);
  if (onX.length + onY.length === 0) return '';
  const [x1, x2] = spanOf(onX, scales.x, view.logX, frame.left, frame.right);
  const [top, bottom] = spanOf(onY, scales.y, view.logY, frame.bottom, frame.top).toReversed();
  if (x1 === undefined || x2 === undefined || top === undefined || bottom === undefined) return '';
  const isSeen = x2 > x1 && bottom > top;
  return [
    ...(isSeen
      ? [
          `<rect class="region" x="${px(x1)}" y="${px(top)}" width="${px(x2 - x1)}" height="${px(bottom - top)}"/>`,
        ]
      : []),
    ...onX.map((demand) => edgeX(demand, pixel(demand, scales.x, view.logX, frame.left), frame)),
    ...onY.map((demand) => edgeY(demand, pixel(demand, scales.y, view.logY, frame.bottom), frame)),
  ].join('');
}

/** The pixels between which all demands are met, from the end of low values to that of high ones, within these ends. */
function spanOf(demands: readonly Demand[], scale: Scale, log: boolean, low: number, high: number): number[] {
  const [least, most] = [Math.min(low, high), Math.max(low, high)];
  let [from, to] = [low, high];
  const inner = (a: number, b: number, towards: 1 | -1): number =>
    (high > low ? towards : -towards) === 1 ? Math.max(a, b) : Math.min(a, b);
  for (const demand of demands) {
    const at = Math.min(most, Math.max(least, pixel(demand, scale, log, low)));
    if (demand.comparison !== '<' && demand.comparison !== '<=') from = inner(from, at, 1);
    if (demand.comparison !== '>' && demand.comparison !== '>=') to = inner(to, at, -1);
  }
  return [from, to];
}

function pixel({ limit }: Demand, scale: Scale, log: boolean, low: number): number {
  // Nothing at or below zero has a place on a logarithmic axis: it is at the end of low values.
  return log && limit <= 0 ? low : scale.at(limit);
}

function edgeX(demand: Demand, at: number, { left, right, top, bottom }: Frame): string {
  if (at < left || at > right) {
    const anchor = at < left ? 'start' : 'end';
    const x = at < left ? left + 4 : right - 4;
    return `<text class="edge" x="${px(x)}" y="${top + 12}" text-anchor="${anchor}">${at < left ? '← ' : ''}${escape(demand.text)}${at > right ? ' →' : ''}</text>`;
  }
  return (
    `<line class="edge" x1="${px(at)}" x2="${px(at)}" y1="${top}" y2="${bottom}"/>` +
    `<text class="edge" x="${px(at - 4)}" y="${top + 12}" text-anchor="end">${escape(demand.text)}</text>`
  );
}

function edgeY(demand: Demand, at: number, { left, right, top, bottom }: Frame): string {
  if (at < top || at > bottom) {
    const y = at < top ? top + 26 : bottom - 6;
    return `<text class="edge" x="${left + 4}" y="${px(y)}">${at < top ? '↑ ' : '↓ '}${escape(demand.text)}</text>`;
  }
  return (
    `<line class="edge" x1="${left}" x2="${right}" y1="${px(at)}" y2="${px(at)}"/>` +
    `<text class="edge" x="${left + 4}" y="${px(at < top + 40 ? at + 14 : at - 5)}">${escape(demand.text)}</text>`
  );
}
