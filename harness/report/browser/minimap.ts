/**
 * The whole run in a strip: the number of messages over time, faults, and the window of the panels, which can be
 * dragged.
 */

import { faultColor, onTheme, theme } from '../../page/browser/theme.js';
import { LEFT, RIGHT } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { hasArrived } from './run.js';
import type { Selection } from './selection.js';

const HEIGHT = 36;
/** Pixels of the strip of faults at its top. */
const FAULT = 4;
/** Pixels at either end of the window by which it can be widened or narrowed. */
const GRIP = 8;

export class Minimap {
  readonly #canvas: HTMLCanvasElement;
  readonly #window: TimeWindow;
  readonly #selection: Selection;
  #sent = new Float64Array();
  #lost = new Float64Array();
  /** The version of the selection's mask from which messages were counted. */
  #reckoned = 0;

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, selection: Selection) {
    this.#canvas = canvas;
    this.#window = window;
    this.#selection = selection;
    const draw = (): void => {
      requestAnimationFrame(() => this.#draw());
    };
    window.onChange(draw);
    onTheme(draw);
    selection.onChange(draw);
    new ResizeObserver(draw).observe(canvas);
    this.#drag();
  }

  #drag(): void {
    const canvas = this.#canvas;
    const window = this.#window;
    let grabbed: { readonly time: number; readonly from: number; readonly to: number } | undefined;
    let part: 'from' | 'to' | 'all' | 'new' = 'new';
    const time = ({ clientX }: PointerEvent): number => {
      const { left, width } = canvas.getBoundingClientRect();
      return ((clientX - left - LEFT) / (width - LEFT - RIGHT)) * window.end;
    };
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      const at = time(event);
      const grip = (GRIP / (canvas.clientWidth - LEFT - RIGHT)) * window.end;
      grabbed = { time: at, from: window.from, to: window.to };
      if (window.isWhole) part = 'new';
      else if (Math.abs(at - window.from) < grip) part = 'from';
      else if (Math.abs(at - window.to) < grip) part = 'to';
      else part = at > window.from && at < window.to ? 'all' : 'new';
    });
    canvas.addEventListener('pointermove', (event) => {
      if (grabbed === undefined) return;
      const at = time(event);
      const by = at - grabbed.time;
      if (part === 'all') window.set(grabbed.from + by, grabbed.to + by);
      else if (part === 'from') window.set(Math.min(at, grabbed.to), grabbed.to);
      else if (part === 'to') window.set(grabbed.from, Math.max(at, grabbed.from));
      else if (Math.abs(by) > window.end / 500)
        window.set(Math.min(at, grabbed.time), Math.max(at, grabbed.time));
    });
    for (const type of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(type, (event) => {
        // A click outside the window moves it there.
        if (
          grabbed !== undefined &&
          part === 'new' &&
          Math.abs(time(event) - grabbed.time) <= window.end / 500
        ) {
          const half = window.width / 2;
          window.set(grabbed.time - half, grabbed.time + half);
        }
        grabbed = undefined;
      });
    }
  }

  #count(columns: number): void {
    const { run, mask, reckoned } = this.#selection;
    const { sent, outcome, length } = run.messages;
    this.#sent = new Float64Array(columns);
    this.#lost = new Float64Array(columns);
    this.#reckoned = reckoned;
    const scale = columns / this.#window.end;
    for (let row = 0; row < length; row++) {
      if (mask[row] !== 1) continue;
      const column = Math.min(columns - 1, Math.floor((sent[row] ?? 0) * scale));
      this.#sent[column] = (this.#sent[column] ?? 0) + 1;
      if (!hasArrived(outcome[row])) this.#lost[column] = (this.#lost[column] ?? 0) + 1;
    }
  }

  #draw(): void {
    const canvas = this.#canvas;
    const width = canvas.clientWidth;
    const columns = Math.floor(width - LEFT - RIGHT);
    const context = canvas.getContext('2d');
    if (context === null || columns <= 0) return;
    if (this.#sent.length !== columns || this.#reckoned !== this.#selection.reckoned) this.#count(columns);
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(HEIGHT * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const colors = theme();
    const { panel, quiet, bad, text, line } = colors;
    context.fillStyle = panel;
    context.fillRect(LEFT, 0, columns, HEIGHT);
    const x = (time: number): number => LEFT + (time / this.#window.end) * columns;
    const most = this.#sent.reduce((a, b) => Math.max(a, b), 1);
    const bar = (count: number): number => (Math.log1p(count) / Math.log1p(most)) * (HEIGHT - 4);
    for (const [counts, color] of [
      [this.#sent, quiet],
      [this.#lost, bad],
    ] as const) {
      context.fillStyle = color;
      for (let column = 0; column < columns; column++) {
        const height = bar(counts[column] ?? 0);
        context.fillRect(LEFT + column, HEIGHT - height, 1, height);
      }
    }
    const [from, to] = [x(this.#window.from), x(this.#window.to)];
    context.fillStyle = panel;
    context.globalAlpha = 0.6;
    context.fillRect(LEFT, 0, from - LEFT, HEIGHT);
    context.fillRect(to, 0, LEFT + columns - to, HEIGHT);
    context.globalAlpha = 1;
    for (const { fault, from, to } of this.#selection.run.data.faults) {
      context.fillStyle = faultColor(fault, colors);
      context.fillRect(x(from), 0, Math.max(1, x(to) - x(from)), FAULT);
    }
    context.strokeStyle = line;
    context.strokeRect(LEFT, 0, columns, HEIGHT);
    context.strokeStyle = text;
    context.lineWidth = 2;
    context.strokeRect(from + 1, 1, Math.max(2, to - from - 2), HEIGHT - 2);
  }
}
