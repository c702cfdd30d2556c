/**
 * The data of a sweep's plot: its points by the keys of their figures, what is asked of these, and the view that the
 * reader has chosen. Pure, for Node and browsers.
 */

import { briefFigure } from '../../text/rounded.js';

export interface Axis {
  readonly key: string;
  readonly label: string;
  /** For narrow pages. */
  readonly brief: string;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** All texts are plain. */
export interface PlotPoint {
  /** Its index in the list of series. */
  readonly series: number;
  /** All of its settings. */
  readonly label: string;
  /** The setting that tells it from the others of its series, for the plot itself. */
  readonly brief: string;
  /** By the keys of axes; figures that a point lacks are absent. */
  readonly values: Readonly<Record<string, number>>;
  /** How sure a value is, or how widely its seeds differ, by the same keys. */
  readonly ranges: Readonly<Record<string, Range>>;
  /** All of its runs were good. Other points are on no front. */
  readonly good: boolean;
  /** It met the target in each seed; absent if there is no target. */
  readonly met?: boolean;
  /** It is the one to take. */
  readonly taken: boolean;
  /** Additional details, a line each. */
  readonly details: readonly string[];
  /** Where the report of one of its runs is, seen from the page; absent if none was kept. */
  readonly report?: string;
}

/** A demand on the figure of an axis. */
export interface Demand {
  readonly key: string;
  readonly comparison: '<=' | '>=' | '<' | '>' | '=';
  readonly limit: number;
  /** In words. */
  readonly text: string;
}

export interface PlotData {
  readonly axes: readonly Axis[];
  readonly series: readonly string[];
  readonly points: readonly PlotPoint[];
  readonly target: readonly Demand[];
  /** A curve, by the keys of axes: drawn if both axes are among them. */
  readonly bound?: { readonly label: string; readonly values: Readonly<Record<string, readonly number[]>> };
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

/** A point that has both figures of a view. */
export interface Place {
  readonly index: number;
  readonly point: PlotPoint;
  readonly x: number;
  readonly y: number;
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

export function axisLabel({ axes }: PlotData, key: string): string {
  return axes.find((axis) => axis.key === key)?.label ?? key;
}

export function figureText(value: number | undefined): string {
  return value === undefined ? '-' : briefFigure(value);
}

/** A coordinate, with as many digits as can be seen. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
