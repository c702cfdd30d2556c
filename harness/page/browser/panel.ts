/**
 * A canvas with a window of time: sharp on any screen, drawn when its data has changed and it is visible, moved and
 * zoomed by pointer and keys.
 */

import { linearTicks } from '../../picture/scale.js';
import { el } from './dom.js';
import type { Pen } from './pen.js';
import { onTheme, type Theme, theme } from './theme.js';
import type { TimeWindow } from './time-window.js';

/** Pixels left of the time axis, for names; and right of it. */
export const LEFT = 64;
export const RIGHT = 10;
/** Milliseconds without a change after which a panel out of sight is drawn, for those who take a picture of the whole page. */
const REST = 400;
/** Below, for the ticks. */
export const BOTTOM = 20;

export interface Area {
  readonly context: Pen;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** From time to pixels. */
  readonly x: (time: number) => number;
  readonly left: number;
  readonly right: number;
}

export class Panel {
  readonly canvas: HTMLCanvasElement;
  readonly window: TimeWindow;
  readonly #draw: (area: Area) => void;
  #visible = false;
  #stale = true;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** Without a height, the page's style gives the canvas its own. */
  constructor(
    canvas: HTMLCanvasElement,
    window: TimeWindow,
    height: number | undefined,
    draw: (area: Area) => void,
  ) {
    this.canvas = canvas;
    this.window = window;
    this.#draw = draw;
    if (height !== undefined) canvas.style.height = `${height}px`;
    window.onChange(() => this.redraw());
    onTheme(() => this.redraw());
    new ResizeObserver(() => this.redraw()).observe(canvas);
    new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1)?.isIntersecting === true;
      if (this.#visible && this.#stale) this.#schedule();
    }).observe(canvas);
    // A printed page shows all panels, and printing waits for no frame.
    addEventListener('beforeprint', () => this.#paint());
    navigate(this);
    pointOut(this);
  }

  get height(): number {
    return this.canvas.clientHeight;
  }

  /** Draws in the next frame in which it is visible, else once nothing has changed for a while. */
  redraw(): void {
    this.#stale = true;
    if (this.#visible) this.#schedule();
    else {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#schedule(), REST);
    }
  }

  /** The time at a position of the canvas. */
  readonly timeAt = (x: number): number => {
    const width = this.canvas.clientWidth - LEFT - RIGHT;
    return this.window.from + ((x - LEFT) / width) * this.window.width;
  };

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#stale = false;
      this.#paint();
    });
  }

  /** Draws it with another pen, as it is shown. */
  drawWith(context: Pen): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const [left, right] = [LEFT, width - RIGHT];
    const scale = (right - left) / this.window.width;
    const x = (time: number): number => left + (time - this.window.from) * scale;
    this.#draw({ context, theme: theme(), width, height, x, left, right });
  }

  #paint(): void {
    const { canvas } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    const context = canvas.getContext('2d');
    if (context === null || width <= LEFT + RIGHT) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    this.drawWith(context);
  }
}

/** Seconds below the panel. */
export function drawTimeAxis(
  { context, theme, height, x, left, right }: Area,
  window: TimeWindow,
  top = 0,
): void {
  const [from, to] = [window.from / 1e9, window.to / 1e9];
  const step = (to - from) / 6;
  const digits = Math.max(0, Math.min(9, Math.ceil(-Math.log10(step))));
  context.fillStyle = theme.quiet;
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.textAlign = 'center';
  context.beginPath();
  for (const tick of linearTicks(from, to)) {
    const at = x(tick * 1e9);
    if (at < left - 0.5 || at > right + 0.5) continue;
    context.moveTo(at, top);
    context.lineTo(at, height - BOTTOM);
    context.fillText(`${tick.toFixed(digits)} s`, Math.min(at, right - 14), height - BOTTOM / 2);
  }
  context.stroke();
}

/** A line at the time under the pointer, in all panels of the window at once. */
function pointOut({ canvas, window, timeAt }: Panel): void {
  const line = el('i', { class: 'crosshair', 'aria-hidden': 'true' });
  line.hidden = true;
  canvas.parentElement?.append(line);
  canvas.addEventListener('pointermove', ({ pointerType, offsetX }) => {
    if (pointerType !== 'touch') window.point(timeAt(offsetX));
  });
  canvas.addEventListener('pointerleave', () => window.point(undefined));
  window.onPoint((time) => {
    line.hidden = time === undefined || time < window.from || time > window.to;
    if (time === undefined) return;
    const width = canvas.clientWidth - LEFT - RIGHT;
    const at = canvas.offsetLeft + LEFT + ((time - window.from) / window.width) * width;
    line.style.transform = `translateX(${at}px)`;
  });
}

/** Drag moves, a wheel with Ctrl (or a pinch) zooms, a sideways wheel moves; keys do the same. */
function navigate(panel: Panel): void {
  const { canvas, window } = panel;
  const pointers = new Map<number, number>();
  const place = ({ clientX }: PointerEvent | WheelEvent): number =>
    clientX - canvas.getBoundingClientRect().left;
  const time = (x: number): number => panel.timeAt(x);
  canvas.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, place(event));
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = place(event);
    const others = [...pointers].find(([id]) => id !== event.pointerId);
    if (others === undefined) {
      const by = time(before) - time(now);
      window.set(window.from + by, window.to + by);
    } else {
      const [, other] = others;
      const factor = Math.abs(before - other) / Math.max(1, Math.abs(now - other));
      window.zoom(factor, time(other));
    }
    pointers.set(event.pointerId, now);
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(type, ({ pointerId }) => pointers.delete(pointerId));
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        window.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.01), time(place(event)));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        window.move((event.deltaX + (event.shiftKey ? event.deltaY : 0)) / canvas.clientWidth);
      }
    },
    { passive: false },
  );
  canvas.addEventListener('keydown', (event) => {
    const act = KEYS[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(window);
  });
}

const KEYS: Readonly<Record<string, (window: TimeWindow) => void>> = {
  ArrowLeft: (window) => window.move(-0.2),
  ArrowRight: (window) => window.move(0.2),
  PageUp: (window) => window.move(-0.9),
  PageDown: (window) => window.move(0.9),
  '+': (window) => window.zoom(0.6, window.center),
  '=': (window) => window.zoom(0.6, window.center),
  '-': (window) => window.zoom(1 / 0.6, window.center),
  '0': (window) => window.showAll(),
};
