/**
 * The space-time diagram: a lane for each endpoint, a line for each message from its sending to its arrival. If there
 * are too many messages in view to be told apart, their density is drawn instead. `diagram-picture.ts` draws it.
 */

import { byId } from '../../page/browser/dom.js';
import { hoverCard } from '../../page/browser/hover-card.js';
import { LEFT, Panel } from '../../page/browser/panel.js';
import { SvgPen } from '../../page/browser/svg-pen.js';
import { theme } from '../../page/browser/theme.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { DiagramPicture } from './diagram-picture.js';
import { describe } from './diagram-words.js';
import type { Selection } from './selection.js';
import type { TypeColors } from './type-colors.js';

/** Messages that a window of one chosen message shows about it. */
const AROUND = 40;

export class Diagram {
  readonly panel: Panel;
  readonly #selection: Selection;
  readonly #picture: DiagramPicture;
  readonly #note = byId('density');

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, selection: Selection, colors: TypeColors) {
    this.#selection = selection;
    this.#picture = new DiagramPicture(selection, window, colors);
    this.panel = new Panel(canvas, window, undefined, (area) => {
      this.#picture.draw(area);
      this.#note.hidden = !this.#picture.isTooMany;
    });
    const fit = (): void => {
      const { parentElement: panel } = canvas;
      if (panel !== null) panel.style.minHeight = `${this.#picture.leastHeight}px`;
      this.panel.redraw();
    };
    fit();
    selection.onChange(fit);
    hoverCard(canvas, (x, y) => describe(this.#picture, selection, this.panel.timeAt(x), x, y));
    canvas.addEventListener('click', ({ offsetX, offsetY }) => this.#click(offsetX, offsetY));
    canvas.addEventListener('dblclick', (event) => window.zoom(0.25, this.panel.timeAt(event.offsetX)));
    canvas.addEventListener('keydown', ({ key }) => {
      if (key === 'n' || key === 'N') this.step(1);
      else if (key === 'p' || key === 'P') this.step(-1);
      else if (key === 'Escape') selection.letGo();
    });
  }

  /** Shows the run as it was at a time of the window, and nothing of what came later; all of it without one. */
  set until(time: number | undefined) {
    this.#picture.until = time;
    this.panel.redraw();
  }

  /** Chooses the next or the previous message, and brings it into sight. */
  step(by: 1 | -1): void {
    const { mask, chosen, journey, run } = this.#selection;
    const { length } = run.messages;
    const fits = (row: number): boolean => mask[row] === 1 && (journey === undefined || journey.has(row));
    let row = chosen ?? (by === 1 ? this.#rowBefore(this.panel.window.from) : length);
    do row += by;
    while (row >= 0 && row < length && !fits(row));
    if (row < 0 || row >= length) return;
    this.#selection.choose(row);
    this.bringIntoSight(row);
  }

  /** Moves the window if the message is outside of it, and narrows it if it cannot be told from others. */
  bringIntoSight(row: number): void {
    const { sent, end, length } = this.#selection.run.messages;
    const { window } = this.panel;
    const [from, to] = [sent[row] ?? 0, end[row] ?? 0];
    const middle = (from + to) / 2;
    window.focus = middle;
    const least = Math.max((to - from) * 4, (window.end / Math.max(1, length)) * AROUND);
    const isCrowded = this.#picture.isTooMany || window.width > least * 25;
    const width = isCrowded ? Math.min(window.width, least) : window.width;
    if (isCrowded || from < window.from || to > window.to) window.set(middle - width / 2, middle + width / 2);
  }

  /** What is shown, as the text of an SVG file. */
  svg(title: string): string {
    const { canvas } = this.panel;
    const measure = canvas.getContext('2d');
    if (measure === null) throw new Error('the diagram has no canvas to measure text with');
    const pen = new SvgPen(measure);
    this.panel.drawWith(pen);
    return pen.text(canvas.clientWidth, canvas.clientHeight, theme().page, title);
  }

  #rowBefore(time: number): number {
    const { sent, length } = this.#selection.run.messages;
    let row = 0;
    while (row < length && (sent[row] ?? 0) < time) row++;
    return row - 1;
  }

  #click(x: number, y: number): void {
    const nearest = this.#picture.nearest(x, y);
    const fault = this.#picture.faultAt(x, y);
    if (nearest !== undefined) this.#selection.choose(nearest.row);
    else if (fault !== undefined) this.panel.window.show(fault.from, fault.to);
    else if (this.#picture.isTooMany && x > LEFT) this.panel.window.zoom(0.25, this.panel.timeAt(x));
  }
}
