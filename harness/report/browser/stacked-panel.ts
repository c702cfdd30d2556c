/** Counts over time as areas on top of each other, one for each category. */

import { Counts } from '../../picture/counts.js';
import { byId, el } from '../../page/browser/dom.js';
import { BOTTOM, type Area, drawTimeAxis, Panel } from '../../page/browser/panel.js';
import type { Theme } from '../../page/browser/theme.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { linearAxis } from './axis.js';
import { sayEmpty } from './chart-words.js';
import { FaultStrip, THIN } from './fault-strip.js';
import { hoverCard, type HoverText } from '../../page/browser/hover-card.js';
import { rounded } from '../../text/rounded.js';
import { seconds as secondsText } from './words.js';
import type { FaultSpan } from '../report-data.js';

export interface Stack {
  readonly counts: Counts;
  /** By category. */
  readonly names: readonly string[];
  readonly color: (category: number, theme: Theme) => string;
  /** Converts a count in a span of this many seconds to the value that is shown. */
  readonly figure: (count: number, seconds: number) => number;
  readonly unit: string;
}

const PIXELS_PER_SPAN = 8;
/** Patterns distinguish areas for readers who cannot distinguish the colours. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

export class StackedPanel {
  readonly #panel: Panel;
  readonly #key: HTMLElement;
  readonly #strip: FaultStrip;
  /** Of the last picture: the counts by category and span. */
  #table: Uint32Array = new Uint32Array();
  #spans = 1;
  #stack: Stack;

  constructor(id: string, window: TimeWindow, faults: readonly FaultSpan[], stack: Stack) {
    this.#strip = new FaultStrip(faults);
    this.#stack = stack;
    this.#key = byId(`${id}-key`);
    this.#panel = new Panel(byId(id, HTMLCanvasElement), window, 160, (area) => this.#draw(area));
    if (stack.counts.totals().every((count) => count === 0))
      sayEmpty(id, id === 'rate' ? 'No operation has completed.' : 'The nodes sent each other no message.');
    hoverCard(byId(id), (x) => this.#describe(x));
  }

  set stack(stack: Stack) {
    this.#stack = stack;
    this.#panel.redraw();
  }

  #draw(area: Area): void {
    const { context, theme, height, left, right, x } = area;
    const { counts, names, color, figure, unit } = this.#stack;
    const { window } = this.#panel;
    const spans = Math.max(4, Math.floor((right - left) / PIXELS_PER_SPAN));
    const table = counts.between(window.from, window.to, spans);
    const seconds = window.width / spans / 1e9;
    const tops: Float64Array[] = [];
    const sum = new Float64Array(spans);
    for (const [category] of names.entries()) {
      for (let span = 0; span < spans; span++)
        sum[span] = (sum[span] ?? 0) + figure(table[category * spans + span] ?? 0, seconds);
      tops.push(sum.slice());
    }
    this.#strip.drawThin(area);
    this.#strip.drawEdges(area, height - BOTTOM, THIN);
    const y = linearAxis(
      area,
      sum.reduce((a, b) => Math.max(a, b), 0),
      unit,
    );
    drawTimeAxis(area, window);
    const at = (span: number): number => x(window.from + (span / spans) * window.width);
    for (let category = names.length - 1; category >= 0; category--) {
      const top = tops[category];
      const below = tops[category - 1];
      if (top === undefined) continue;
      context.beginPath();
      for (let span = 0; span < spans; span++) {
        context.lineTo(at(span), y(top[span] ?? 0));
        context.lineTo(at(span + 1), y(top[span] ?? 0));
      }
      context.strokeStyle = color(category, theme);
      context.lineWidth = 1.5;
      context.setLineDash([...(DASHES[category % DASHES.length] ?? [])]);
      context.stroke();
      context.setLineDash([]);
      for (let span = spans - 1; span >= 0; span--) {
        context.lineTo(at(span + 1), y(below?.[span] ?? 0));
        context.lineTo(at(span), y(below?.[span] ?? 0));
      }
      context.globalAlpha = 0.35;
      context.fillStyle = color(category, theme);
      context.fill();
      context.globalAlpha = 1;
    }
    this.#table = table;
    this.#spans = spans;
    this.#fillKey(table, spans, theme);
  }

  /** The span of time under the pointer. */
  #describe(px: number): HoverText | undefined {
    const { names, figure, unit } = this.#stack;
    const { window } = this.#panel;
    const time = this.#panel.timeAt(px);
    const span = Math.floor(((time - window.from) / window.width) * this.#spans);
    if (span < 0 || span >= this.#spans) return undefined;
    const lines = names.flatMap((name, category) => {
      const count = this.#table[category * this.#spans + span] ?? 0;
      const value = figure(count, window.width / this.#spans / 1e9);
      return count === 0 ? [] : [[name, `${rounded(value)}${unit}`] as const];
    });
    return { title: secondsText(time), lines: lines.length === 0 ? ['nothing'] : lines };
  }

  #fillKey(table: Uint32Array, spans: number, theme: Theme): void {
    const { names, color } = this.#stack;
    const entries = names.map((name, category) => {
      let count = 0;
      for (let span = 0; span < spans; span++) count += table[category * spans + span] ?? 0;
      const box = el('i', { class: 'swatch' });
      box.style.background = color(category, theme);
      return el('span', {}, box, `${name}: ${count.toLocaleString('en')}`);
    });
    this.#key.replaceChildren(...entries);
  }
}
