/** The latency of operations: each as a dot if there is room, quantiles over time as lines. */

import { type Quantiles, quantilesOverTime } from '../../picture/quantiles.js';
import { byId } from '../../page/browser/dom.js';
import { hoverCard } from '../../page/browser/hover-card.js';
import { operationTitle } from './operation-details.js';
import { milliseconds, seconds } from './words.js';
import { OPERATION_ENDS } from '../report-data.js';
import { BOTTOM, type Area, drawTimeAxis, Panel } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { type Height, logAxis } from './axis.js';
import { sayEmpty, strokeEntry } from './chart-words.js';
import { FaultStrip, THIN } from './fault-strip.js';
import type { Selection } from './selection.js';
import { colorOf } from './operations-panel.js';
import { firstAfter, type Operations, type Run } from './run.js';

/** The most dots; if there are more operations, every n-th is drawn. */
const DOTS = 8000;
const SPANS = 60;
/** Spans of the whole run, for wide windows. */
const ALL_SPANS = 480;
const DIRECT = 50_000;
/** With fewer operations in a span on average, quantiles are single operations. */
const DOTS_PER_SPAN = 3;
/** In spans: a longer time without any operation is a gap. */
const GAP = 2.5;
/** Pixels from a dot within which it is meant. */
const NEAR = 8;
/** Milliseconds: with nothing longer there is no chart. */
const LEAST_SHOWN = 0.1;

const LINES = [
  { of: 'p50', name: 'median', width: 2.4, dash: [] },
  { of: 'p95', name: '95th percentile', width: 1.4, dash: [6, 3] },
  { of: 'max', name: 'longest', width: 1.2, dash: [2, 3] },
] as const;

export class LatencyPanel {
  readonly #panel: Panel;
  readonly #run: Run;
  readonly #all: readonly Quantiles[];
  readonly #least: number;
  readonly #most: number;
  readonly #strip: FaultStrip;
  /** From milliseconds to pixels, in the picture that was drawn last. */
  #y: Height = () => 0;

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, selection: Selection) {
    const { run } = selection;
    this.#run = run;
    this.#strip = new FaultStrip(run.data.faults);
    this.#all = quantilesOverTime(
      completed(run.operations, 0, run.operations.length),
      0,
      window.end,
      ALL_SPANS,
    );
    let [least, most] = [Infinity, 0];
    for (const [, value] of completed(run.operations, 0, run.operations.length)) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
    this.#least = Math.max(0.01, Math.min(least, most));
    this.#most = Math.max(most, 0.1);
    this.#panel = new Panel(canvas, window, 180, (area) => this.#draw(area));
    if (most < LEAST_SHOWN)
      sayEmpty(
        'latency',
        most === 0 && run.operations.length === 0
          ? 'No client has performed an operation.'
          : `Every operation took less than ${LEAST_SHOWN} ms: there is no latency to draw.`,
      );
    byId('latency-key').replaceChildren(
      strokeEntry('each operation', { color: 'var(--s0)', dots: true }),
      ...LINES.map(({ name, width, dash }) => strokeEntry(name, { color: 'var(--text)', width, dash })),
    );
    canvas.addEventListener('click', ({ offsetX, offsetY }) => {
      const row = this.#nearest(offsetX, offsetY);
      if (row !== undefined) selection.chooseOperation(row);
    });
    hoverCard(canvas, (x, y) => {
      const row = this.#nearest(x, y);
      if (row === undefined) return undefined;
      const { begin, finish, end } = run.operations;
      const took = milliseconds((finish[row] ?? 0) - (begin[row] ?? 0));
      return {
        title: operationTitle(run, row),
        lines: [
          ['invoked', seconds(begin[row])],
          ['ended', `${OPERATION_ENDS[end[row] ?? 0]} after ${took}`],
        ],
      };
    });
  }

  #draw(area: Area): void {
    const { context, theme, height, left, right, x } = area;
    const { window } = this.#panel;
    const { operations } = this.#run;
    this.#strip.drawThin(area);
    this.#strip.drawEdges(area, height - BOTTOM, THIN);
    const y = logAxis(area, this.#least, this.#most, ' ms');
    this.#y = y;
    drawTimeAxis(area, window);
    const [first, last] = [
      firstAfter(operations.begin, window.from - 1),
      firstAfter(operations.begin, window.to),
    ];
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    const step = Math.max(1, Math.ceil((last - first) / DOTS));
    context.globalAlpha = 0.7;
    for (let row = first; row < last; row += step) {
      const end = operations.end[row] ?? 0;
      if (end === 0) continue;
      context.fillStyle = colorOf(end, theme);
      const latency = ((operations.finish[row] ?? 0) - (operations.begin[row] ?? 0)) / 1e6;
      context.fillRect(x(operations.begin[row] ?? 0) - 1.5, y(latency) - 1.5, 3, 3);
    }
    context.globalAlpha = 1;
    const spans =
      last - first > DIRECT || window.isWhole
        ? this.#all
        : quantilesOverTime(completed(operations, first, last), window.from, window.to, SPANS);
    // A line over single dots would hide them, and say no more.
    const isDense = last - first >= spans.length * DOTS_PER_SPAN;
    const width = spans === this.#all ? window.end / ALL_SPANS : window.width / SPANS;
    context.strokeStyle = theme.text;
    for (const { of, width: thick, dash } of isDense ? LINES : []) {
      context.lineWidth = thick;
      context.setLineDash([...dash]);
      context.beginPath();
      for (const [i, span] of spans.entries()) {
        // Where nothing completed a line breaks.
        const isAfterGap = span.time - (spans[i - 1]?.time ?? -Infinity) > width * GAP;
        if (isAfterGap) context.moveTo(x(span.time), y(span[of]));
        else context.lineTo(x(span.time), y(span[of]));
      }
      context.stroke();
    }
    context.setLineDash([]);
    context.restore();
  }

  /** The completed operation whose dot is nearest to a place; undefined if none is near. */
  #nearest(px: number, py: number): number | undefined {
    const { begin, finish, end } = this.#run.operations;
    const near = this.#panel.timeAt(px + NEAR) - this.#panel.timeAt(px);
    const at = this.#panel.timeAt(px);
    let nearest: number | undefined;
    let least = NEAR;
    const last = firstAfter(begin, at + near);
    for (let row = firstAfter(begin, at - near); row < last; row++) {
      if (end[row] === 0) continue;
      const dx = (((begin[row] ?? 0) - at) / near) * NEAR;
      const dy = this.#y(((finish[row] ?? 0) - (begin[row] ?? 0)) / 1e6) - py;
      const distance = Math.hypot(dx, dy);
      if (distance < least) [nearest, least] = [row, distance];
    }
    return nearest;
  }
}

/** Begin and duration in milliseconds of the completed ones. */
function* completed(
  { begin, finish, end }: Operations,
  first: number,
  last: number,
): Generator<readonly [number, number]> {
  for (let row = first; row < last; row++)
    if (end[row] !== 0) yield [begin[row] ?? 0, ((finish[row] ?? 0) - (begin[row] ?? 0)) / 1e6];
}
