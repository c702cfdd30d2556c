/**
 * Draws two runs over time on the same scales, as SVG text: run A in full lines, run B in dashed ones, and the times
 * of each run's faults. Pure.
 */

import { rounded } from '../../text/rounded.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { scale } from '../../picture/scale.js';
import type { Slice } from './series.js';

interface Curve {
  readonly name: string;
  /** The run that it belongs to. */
  readonly run: 'a' | 'b';
  /** Drawn behind the other curve of its run. */
  readonly faint?: true;
  readonly points: readonly Slice[];
}

/** Seconds. */
export interface Span {
  readonly run: 'a' | 'b';
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface Plot {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
  readonly faults: readonly Span[];
  /** Seconds: where the axis of time ends. */
  readonly end: number;
}

/** The widths that a picture is drawn for: a screen's, and a telephone's, in pixels. */
const WIDTHS = { wide: 1100, narrow: 360 } as const;
const HEIGHT = { wide: 240, narrow: 200 } as const;
const MARGIN = { left: 56, right: 12, top: 20, bottom: 40 };
/** The bands of each run's faults, above the plot. */
const STRIP = 5;

/** A title, and the picture for each width: one of them is shown. */
export function drawPlot(plot: Plot): string {
  const { title, unit, curves } = plot;
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const why = values.length === 0 ? 'neither run has any' : 'always 0 in both runs';
  const pictures = values.some((value) => value > 0)
    ? `${picture(plot, 'wide')}${picture(plot, 'narrow')}`
    : `<p class="empty">There is nothing to draw: ${why}.</p>`;
  return `<h3>${escape(title)}, ${escape(unit)}</h3>${pictures}`;
}

function picture({ title, unit, curves, faults, end }: Plot, size: keyof typeof WIDTHS): string {
  const [width, height] = [WIDTHS[size], HEIGHT[size]];
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  const [right, bottom] = [width - MARGIN.right, height - MARGIN.bottom];
  const x = scale([0, Math.max(end, 0.1)], false, MARGIN.left, right);
  const y = scale([0, ...values], false, bottom, MARGIN.top);
  const strips = faults.map(({ run, from, to, text }) => {
    const top = MARGIN.top - (run === 'a' ? 2 : 1) * (STRIP + 1);
    const across = Math.max(1, x.at(to) - x.at(from));
    return `<rect class="during ${run}" x="${px(x.at(from))}" y="${top}" width="${px(across)}" height="${STRIP}"><title>${run.toUpperCase()}: ${escape(text)}</title></rect>`;
  });
  return [
    `<svg class="${size}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(sayPlot(title, unit, curves))}">`,
    ...x.ticks.map(
      (tick) =>
        `<line class="grid" x1="${px(x.at(tick))}" x2="${px(x.at(tick))}" y1="${MARGIN.top}" y2="${bottom}"/>` +
        `<text class="tick" x="${px(x.at(tick))}" y="${bottom + 16}" text-anchor="middle">${tick}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${MARGIN.left}" x2="${right}" y1="${px(y.at(tick))}" y2="${px(y.at(tick))}"/>` +
        `<text class="tick" x="${MARGIN.left - 6}" y="${px(y.at(tick) + 4)}" text-anchor="end">${tick}</text>`,
    ),
    `<text class="tick" x="${(MARGIN.left + right) / 2}" y="${height - 6}" text-anchor="middle">seconds</text>`,
    ...strips,
    ...curves.map(({ run, faint, points }) => {
      const line = points.map(({ at, value }) => `${px(x.at(at))},${px(y.at(value))}`).join(' ');
      return `<polyline class="curve ${run}${faint === true ? ' faint' : ''}" points="${line}"/>`;
    }),
    '</svg>',
  ].join('');
}

/** One line, for readers who cannot see the plot. */
function sayPlot(title: string, unit: string, curves: readonly Curve[]): string {
  const said = curves.map(({ name, run, points }) => {
    const most = Math.max(...points.map(({ value }) => value));
    return `run ${run.toUpperCase()} ${name} ${points.length === 0 ? 'nothing' : `at most ${rounded(most, 3)}`}`;
  });
  return `${title} over time, ${unit}: ${said.join(', ')}`;
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
