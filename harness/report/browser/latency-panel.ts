/** The latency of operations: each as a dot if there is room, quantiles over time as lines. */

import { type Quantiles, quantilesOverTime } from '../../picture/quantiles.js';
import { byId, el } from '../../page/browser/dom.js';
import { BOTTOM, type Area, drawTimeAxis, Panel } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { logAxis } from './axis.js';
import { drawBands } from './bands.js';
import { colorOf } from './operations-panel.js';
import { firstAfter, type Operations, type Run } from './run.js';

/** The most dots; if there are more operations, every n-th is drawn. */
const DOTS = 8000;
const SPANS = 60;
/** Spans of the whole run, for wide windows. */
const ALL_SPANS = 480;
const DIRECT = 50_000;

export class LatencyPanel {
  readonly #panel: Panel;
  readonly #run: Run;
  readonly #all: readonly Quantiles[];
  readonly #least: number;
  readonly #most: number;

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, run: Run) {
    this.#run = run;
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
    byId('latency-key').replaceChildren(
      ...[
        'dots: each operation',
        'thick line: median',
        'thin line: 95th percentile',
        'dotted line: longest',
      ].map((text) => el('span', {}, text)),
    );
  }

  #draw(area: Area): void {
    const { context, theme, height, left, right, x } = area;
    const { window } = this.#panel;
    const { operations, data } = this.#run;
    drawBands(area, data.faults, height - BOTTOM);
    const y = logAxis(area, this.#least, this.#most, ' ms');
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
    context.globalAlpha = 0.5;
    for (let row = first; row < last; row += step) {
      const end = operations.end[row] ?? 0;
      if (end === 0) continue;
      context.fillStyle = colorOf(end, theme);
      const latency = ((operations.finish[row] ?? 0) - (operations.begin[row] ?? 0)) / 1e6;
      context.fillRect(x(operations.begin[row] ?? 0) - 1, y(latency) - 1, 2, 2);
    }
    context.globalAlpha = 1;
    const spans =
      last - first > DIRECT || window.isWhole
        ? this.#all
        : quantilesOverTime(completed(operations, first, last), window.from, window.to, SPANS);
    for (const [of, width, dash] of [
      ['max', 1, [2, 3]],
      ['p95', 1.2, []],
      ['p50', 2.4, []],
    ] as const) {
      context.strokeStyle = theme.text;
      context.lineWidth = width;
      context.setLineDash([...dash]);
      context.beginPath();
      for (const span of spans) context.lineTo(x(span.time), y(span[of]));
      context.stroke();
    }
    context.setLineDash([]);
    context.restore();
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
