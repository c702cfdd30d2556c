/** Writes what is drawn on a canvas as SVG, so that a picture can be saved as it is shown. */

import { escapeMarkup } from '../../picture/markup.js';
import type { Pen } from './pen.js';

interface State {
  readonly fillStyle: Pen['fillStyle'];
  readonly strokeStyle: Pen['strokeStyle'];
  readonly lineWidth: number;
  readonly globalAlpha: number;
  readonly textAlign: CanvasTextAlign;
  readonly dash: readonly number[];
  /** Groups that were opened since `save`. */
  readonly groups: number;
}

const ANCHORS: Readonly<Partial<Record<CanvasTextAlign, string>>> = { center: 'middle', right: 'end' };

export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000';
  strokeStyle: Pen['strokeStyle'] = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'middle';
  readonly measureText: Pen['measureText'];
  readonly #parts: string[] = [];
  #path = '';
  #dash: readonly number[] = [];
  #groups = 0;
  #clips = 0;
  readonly #saved: State[] = [];

  /** `measure`: a context with the same font. */
  constructor(measure: CanvasRenderingContext2D) {
    this.measureText = (text) => measure.measureText(text);
  }

  /** The whole picture on a ground of this colour. */
  text(width: number, height: number, ground: string, title: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
      `<title>${escapeMarkup(title)}</title>`,
      `<rect width="${width}" height="${height}" fill="${ground}"/>`,
      ...this.#parts,
      '</svg>\n',
    ].join('\n');
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${round(x)} ${round(y)}`;
  }

  /** Begins a path if there is none, as a canvas does. */
  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${round(x)} ${round(y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
  }

  /** Whole circles only. */
  arc(x: number, y: number, radius: number): void {
    this.#path += `M${round(x + radius)} ${round(y)}a${radius} ${radius} 0 1 0 ${-2 * radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0`;
  }

  clip(): void {
    const id = `c${this.#clips++}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath><g clip-path="url(#${id})">`);
    this.#groups++;
  }

  fill(): void {
    this.#parts.push(`<path d="${this.#path}" ${this.#fill()}/>`);
  }

  stroke(): void {
    if (this.#path !== '') this.#parts.push(`<path d="${this.#path}" fill="none" ${this.#stroke()}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${this.#fill()}/>`,
    );
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="none" ${this.#stroke()}/>`,
    );
  }

  fillText(text: string, x: number, y: number): void {
    this.#parts.push(this.#label(text, x, y, this.#fill()));
  }

  strokeText(text: string, x: number, y: number): void {
    this.#parts.push(this.#label(text, x, y, `fill="none" stroke-linejoin="round" ${this.#stroke()}`));
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, textAlign } = this;
    const state = { fillStyle, strokeStyle, lineWidth, globalAlpha, textAlign };
    this.#saved.push({ ...state, dash: this.#dash, groups: this.#groups });
    this.#groups = 0;
  }

  restore(): void {
    const state = this.#saved.pop();
    if (state === undefined) return;
    this.#parts.push('</g>'.repeat(this.#groups));
    const { dash, groups, ...rest } = state;
    Object.assign(this, rest);
    this.#dash = dash;
    this.#groups = groups;
  }

  #label(text: string, x: number, y: number, paint: string): string {
    const anchor = ANCHORS[this.textAlign];
    const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
    const weight = this.font.includes('600') ? ' font-weight="600"' : '';
    return `<text x="${round(x)}" y="${round(y + 4)}"${at}${weight} ${paint}>${escapeMarkup(text)}</text>`;
  }

  #fill(): string {
    return `fill="${String(this.fillStyle)}"${this.#opacity()}`;
  }

  #stroke(): string {
    const dash = this.#dash.length === 0 ? '' : ` stroke-dasharray="${this.#dash.join(' ')}"`;
    return `stroke="${String(this.strokeStyle)}" stroke-width="${this.lineWidth}"${dash}${this.#opacity()}`;
  }

  #opacity(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${round(this.globalAlpha)}"`;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
