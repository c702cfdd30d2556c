/** Draws the last seconds of a run on a canvas: lanes, messages, ticks, faults. Runs in the browser. */

import { color, Ink } from './ink.js';
import { type Arrow, type Scene, WINDOW } from '../scene.js';

const TOP = 22;
const LANE = 34;
const BOTTOM = 22;
const RIGHT = 12;
const FONT = '12px system-ui, sans-serif';
/** Seconds by which a message without an outcome is drawn ahead. */
const STUB = 0.15;

export class Diagram {
  readonly #canvas: HTMLCanvasElement;
  readonly #pen: CanvasRenderingContext2D;
  readonly #ink: Ink;
  #left = 60;
  #now = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    this.#ink = new Ink(this.#pen);
  }

  /** `now`: the moment at the right end. */
  draw(scene: Scene, now: number): void {
    const { lanes } = scene;
    this.#now = now;
    this.#ink.clear();
    this.#resize(Math.max(1, lanes.length));
    const pen = this.#pen;
    pen.font = FONT;
    this.#left = Math.min(110, 18 + Math.max(20, ...lanes.map((lane) => pen.measureText(lane).width)));
    pen.clearRect(0, 0, this.#width, this.#height);
    this.#grid();
    this.#ink.stroke();
    pen.save();
    pen.beginPath();
    pen.rect(this.#left, 0, this.#width - this.#left, this.#height);
    pen.clip();
    this.#bands(scene);
    this.#drawLanes(lanes);
    this.#ink.stroke();
    this.#ticks(scene);
    this.#arrows(scene);
    this.#ink.stroke();
    pen.restore();
    this.#names(lanes);
  }

  get #width(): number {
    return this.#canvas.clientWidth;
  }

  get #height(): number {
    return this.#canvas.clientHeight;
  }

  #resize(lanes: number): void {
    const height = TOP + LANE * lanes + BOTTOM;
    const scale = window.devicePixelRatio;
    if (this.#canvas.style.height !== `${height}px`) this.#canvas.style.height = `${height}px`;
    const [w, h] = [Math.round(this.#width * scale), Math.round(height * scale)];
    if (this.#canvas.width !== w || this.#canvas.height !== h) {
      this.#canvas.width = w;
      this.#canvas.height = h;
    }
    this.#pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  #x(at: number): number {
    return this.#width - RIGHT - ((this.#now - at) / WINDOW) * (this.#width - RIGHT - this.#left);
  }

  #y(lane: number): number {
    return TOP + LANE * (lane + 0.5);
  }

  #grid(): void {
    const pen = this.#pen;
    const step = this.#width < 500 ? 2 : 1;
    pen.textAlign = 'center';
    for (let at = Math.ceil((this.#now - WINDOW) / step) * step; at <= this.#now; at += step) {
      if (at < 0) continue;
      const x = this.#x(at);
      this.#ink.line(x, TOP, x, this.#height - BOTTOM, color('--line'), 1);
      pen.fillStyle = color('--quiet');
      if (x < this.#width - 20) pen.fillText(`${at} s`, x, this.#height - 6);
    }
  }

  #bands({ bands, lanes }: Scene): void {
    const pen = this.#pen;
    for (const { fault, text, node, from, to } of bands) {
      const lane = node === undefined ? -1 : lanes.indexOf(node);
      if (node !== undefined && lane < 0) continue;
      const [x1, x2] = [Math.max(this.#left, this.#x(from)), to === undefined ? this.#width : this.#x(to)];
      if (x2 < this.#left) continue;
      const [y1, y2] =
        node === undefined
          ? [0, this.#height - BOTTOM]
          : [this.#y(lane) - LANE / 2, this.#y(lane) + LANE / 2];
      pen.fillStyle = color('--band');
      pen.fillRect(x1, y1, Math.max(1.5, x2 - x1), y2 - y1);
      pen.fillStyle = color('--text');
      // A momentary event has room for one word only.
      const isMoment = from === to || node !== undefined;
      const said = isMoment ? fault : `${fault}${text.startsWith(fault) ? '' : ` ${text}`}`;
      // The text ends with its own band, because the next band has its own text.
      this.#ink.label(said, x1 + 3, y1 + (node === undefined ? 14 : 11), Math.max(60, x2 - x1 - 6));
    }
  }

  #drawLanes(lanes: readonly string[]): void {
    for (const lane of lanes.keys())
      this.#ink.line(this.#left, this.#y(lane), this.#width, this.#y(lane), color('--quiet'), 1);
  }

  #names(lanes: readonly string[]): void {
    const pen = this.#pen;
    pen.textAlign = 'right';
    pen.fillStyle = color('--text');
    for (const [lane, name] of lanes.entries())
      pen.fillText(this.#ink.clip(name, this.#left - 10), this.#left - 6, this.#y(lane) + 4);
  }

  #ticks({ ticks, lanes }: Scene): void {
    const pen = this.#pen;
    const places = new Map(lanes.map((lane, i) => [lane, this.#y(i)]));
    for (const bad of [false, true]) {
      pen.strokeStyle = color(bad ? '--bad' : '--quiet');
      pen.lineWidth = bad ? 2 : 1;
      pen.beginPath();
      for (const tick of ticks) {
        const y = places.get(tick.node);
        if (y === undefined || tick.bad !== bad) continue;
        const x = this.#x(tick.at);
        pen.moveTo(x, y - 4);
        pen.lineTo(x, y + 4);
      }
      pen.stroke();
    }
  }

  #arrows({ arrows, lanes }: Scene): void {
    const places = new Map(lanes.map((lane, i) => [lane, this.#y(i)]));
    // Arrow heads are left out if there are too many to be told apart.
    const heads = arrows.length < 600;
    for (const arrow of arrows) {
      const [y1, y2] = [places.get(arrow.from), places.get(arrow.to)];
      if (y1 !== undefined && y2 !== undefined) this.#arrow(arrow, y1, y2, lanes.indexOf(arrow.from), heads);
    }
  }

  #arrow({ sentAt, outcome }: Arrow, y1: number, y2: number, lane: number, heads: boolean): void {
    const x1 = this.#x(sentAt);
    if (outcome.kind === 'delivered') {
      const [x2, ink] = [this.#x(outcome.at), color(`--s${lane % 8}`)];
      this.#ink.line(x1, y1, x2, y2, ink, 1);
      if (heads) this.#head(x1, y1, x2, y2, ink);
      return;
    }
    const ink = color(outcome.kind === 'under-way' ? '--quiet' : '--bad');
    // A message that is dropped when it is sent has travelled no distance; a short line shows its direction.
    const x2 =
      outcome.kind === 'under-way'
        ? this.#x(Math.min(sentAt + STUB, this.#now))
        : this.#x(Math.max(outcome.at, sentAt + STUB / 3));
    const y = y1 + (y2 - y1) * 0.4;
    this.#ink.line(x1, y1, x2, y, ink, 1);
    if (outcome.kind === 'under-way') return;
    this.#ink.line(x2 - 3, y - 3, x2 + 3, y + 3, ink, 2);
    this.#ink.line(x2 - 3, y + 3, x2 + 3, y - 3, ink, 2);
    if (!heads) return;
    this.#pen.fillStyle = ink;
    this.#ink.label(outcome.reason, x2 + 6, y + 4, Infinity);
  }

  #head(x1: number, y1: number, x2: number, y2: number, ink: string): void {
    const angle = Math.atan2(y2 - y1, x2 - x1);
    for (const side of [-0.45, 0.45]) {
      this.#ink.line(x2, y2, x2 - 6 * Math.cos(angle + side), y2 - 6 * Math.sin(angle + side), ink, 1);
    }
  }
}
