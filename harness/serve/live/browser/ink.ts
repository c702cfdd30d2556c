/** Lines and labels on a canvas, in the colours of the page. Runs in the browser. */

import { Labels } from '../../../page/browser/labels.js';

/** From the baseline of the letters to their middle. */
const ABOVE_BASE = 4;

export class Ink {
  readonly #pen: CanvasRenderingContext2D;
  /** Lines that are queued for drawing. */
  readonly #lines = new Map<
    string,
    { readonly ink: string; readonly width: number; readonly path: Path2D }
  >();
  #labels: Labels;

  constructor(pen: CanvasRenderingContext2D) {
    this.#pen = pen;
    this.#labels = new Labels(pen);
  }

  /** Begins a new picture. */
  clear(): void {
    this.#lines.clear();
    this.#labels = new Labels(this.#pen);
  }

  /** Queued to be drawn with all others of its kind: thousands of single strokes are slow. */
  line(x1: number, y1: number, x2: number, y2: number, ink: string, width: number): void {
    const kind = `${width} ${ink}`;
    let lines = this.#lines.get(kind);
    if (lines === undefined) {
      lines = { ink, width, path: new Path2D() };
      this.#lines.set(kind, lines);
    }
    lines.path.moveTo(x1, y1);
    lines.path.lineTo(x2, y2);
  }

  stroke(): void {
    for (const { ink, width, path } of this.#lines.values()) {
      this.#pen.strokeStyle = ink;
      this.#pen.lineWidth = width;
      this.#pen.stroke(path);
    }
    this.#lines.clear();
  }

  /** Left out if it would overlap another one. */
  label(text: string, x: number, y: number, room: number): void {
    const said = this.clip(text, room);
    if (this.#labels.place(said, x, y - ABOVE_BASE) === undefined) return;
    this.#pen.textAlign = 'left';
    this.#pen.fillText(said, x, y);
  }

  clip(text: string, room: number): string {
    const fits = (length: number): boolean => this.#pen.measureText(text.slice(0, length)).width <= room;
    if (fits(text.length)) return text;
    let length = text.length;
    while (length > 1 && !fits(length)) length = Math.floor(length * 0.9);
    return `${text.slice(0, length)}…`;
  }
}

let colors = new Map<string, string>();
for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
  window.matchMedia(query).addEventListener('change', () => (colors = new Map()));
}

/** A colour of the page, by its name. */
export function color(name: string): string {
  let value = colors.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    colors.set(name, value);
  }
  return value;
}
