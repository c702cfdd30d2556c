/**
 * The space-time diagram: a lane for each endpoint, a line for each message from its sending to its arrival. If there
 * are too many messages in view to be told apart, their density is drawn instead.
 */

import { byId } from '../../page/browser/dom.js';
import { Labels } from '../../page/browser/labels.js';
import { BOTTOM, type Area, drawTimeAxis, Panel, LEFT } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { drawBands } from './bands.js';
import { Density } from './density.js';
import { drawArrows } from './arrows.js';
import { distanceTo, segmentsIn, type Segment } from './segments.js';
import type { Selection } from './selection.js';
import type { TypeColors } from './type-colors.js';

/** The most messages that are drawn one by one: as many as a frame has time for. */
const MOST = 4000;
/** The most messages that have arrow heads, and the most that have labels. */
const ARROWS = 800;
const LABELS = 60;
const TOP = 20;

export class Diagram {
  readonly panel: Panel;
  readonly #selection: Selection;
  readonly #colors: TypeColors;
  readonly #density: Density;
  readonly #note = byId('density');
  /** Of the picture that is being drawn. */
  #labels: Labels | undefined;
  #segments: readonly Segment[] = [];
  #tooMany = false;

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, selection: Selection, colors: TypeColors) {
    this.#selection = selection;
    this.#colors = colors;
    this.#density = new Density(selection);
    this.panel = new Panel(canvas, window, this.#fitHeight(), (area) => this.#draw(area));
    selection.onChange(() => {
      const height = this.#fitHeight();
      if (height === this.panel.height) this.panel.redraw();
      else this.panel.height = height;
    });
    canvas.addEventListener('click', (event) => this.#click(event));
    canvas.addEventListener('dblclick', (event) => window.zoom(0.25, this.panel.timeAt(event.offsetX)));
    canvas.addEventListener('keydown', ({ key }) => {
      if (key === 'n' || key === 'N') this.step(1);
      else if (key === 'p' || key === 'P') this.step(-1);
      else if (key === 'Escape') this.#letGo();
    });
  }

  /** Chooses the next or the previous message in view. */
  step(by: 1 | -1): void {
    const { mask, chosen, journey, run } = this.#selection;
    const { sent, length } = run.messages;
    const { window } = this.panel;
    const fits = (row: number): boolean => mask[row] === 1 && (journey === undefined || journey.has(row));
    let row = chosen ?? (by === 1 ? this.#rowBefore(window.from) : length);
    do row += by;
    while (row >= 0 && row < length && !fits(row));
    if (row < 0 || row >= length) return;
    this.#selection.choose(row);
    const at = sent[row] ?? 0;
    if (at < window.from || at > window.to) window.set(at - window.width / 2, at + window.width / 2);
  }

  #rowBefore(time: number): number {
    const { sent, length } = this.#selection.run.messages;
    let row = 0;
    while (row < length && (sent[row] ?? 0) < time) row++;
    return row - 1;
  }

  #letGo(): void {
    this.#selection.journey = undefined;
    this.#selection.choose(undefined);
  }

  #fitHeight(): number {
    const { count } = this.#selection.lanes;
    return (
      TOP + Math.max(1, count) * Math.max(14, Math.min(56, Math.round(460 / Math.max(1, count)))) + BOTTOM
    );
  }

  #laneHeight(height: number): number {
    return (height - TOP - BOTTOM) / Math.max(1, this.#selection.lanes.count);
  }

  #draw(area: Area): void {
    const { context, theme, height, left, right } = area;
    const { lanes, run, journey } = this.#selection;
    const laneHeight = this.#laneHeight(height);
    const y = (lane: number): number => TOP + (lane + 0.5) * laneHeight;
    this.#labels = new Labels(context);
    drawBands(
      area,
      run.data.faults,
      height - BOTTOM,
      (endpoint) => {
        const lane = lanes.of(endpoint);
        return lane < 0 ? undefined : { top: TOP + lane * laneHeight, height: laneHeight };
      },
      this.#labels,
    );
    drawTimeAxis(area, this.panel.window, TOP);
    context.strokeStyle = theme.quiet;
    context.fillStyle = theme.text;
    context.lineWidth = 1;
    context.textAlign = 'right';
    context.beginPath();
    for (const [lane, name] of lanes.names.entries()) {
      context.moveTo(left, y(lane));
      context.lineTo(right, y(lane));
      if (laneHeight >= 11 || lane % 2 === 0) context.fillText(fit(name), LEFT - 6, y(lane));
    }
    context.globalAlpha = 0.5;
    context.stroke();
    context.globalAlpha = 1;
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    const found = segmentsIn(this.#selection, this.panel.window, area.x, y, MOST, right);
    this.#tooMany = found === undefined;
    this.#segments = found ?? [];
    this.#note.hidden = !this.#tooMany;
    if (found === undefined) this.#density.draw(area, this.panel.window, y, laneHeight);
    else this.#drawSegments(area, found);
    if (journey !== undefined || this.#selection.chosen !== undefined) this.#drawChosen(area, y);
    context.restore();
  }

  #drawSegments(area: Area, segments: readonly Segment[]): void {
    const { context, theme } = area;
    const { journey, chosen } = this.#selection;
    context.globalAlpha = journey === undefined && chosen === undefined ? 1 : 0.25;
    const byColor = new Map<string, Segment[]>();
    for (const segment of segments) {
      const color = segment.ended === 'dropped' ? theme.bad : this.#colors.of(segment.type, theme);
      const group = byColor.get(color);
      if (group === undefined) byColor.set(color, [segment]);
      else group.push(segment);
    }
    const heads = segments.length <= ARROWS;
    // Lines one pixel wide are drawn several times as fast as others.
    const width = heads ? 1.2 : 1;
    for (const [color, group] of byColor) drawArrows(area, group, color, heads, width);
    // Highlighted messages have their own labels, and need the room.
    if (segments.length <= LABELS && journey === undefined)
      for (const segment of segments) if (segment.row !== chosen) this.#label(area, segment);
    context.globalAlpha = 1;
  }

  /** Highlighted messages are drawn over the others, whether these are lines or density. */
  #drawChosen(area: Area, y: (lane: number) => number): void {
    const { journey, chosen } = this.#selection;
    const wanted = new Set(journey);
    if (chosen !== undefined) wanted.add(chosen);
    const { window } = this.panel;
    const segments = segmentsIn(this.#selection, window, area.x, y, MOST, area.right, wanted) ?? [];
    if (this.#tooMany) this.#segments = segments;
    for (const segment of segments) {
      const color = segment.ended === 'dropped' ? area.theme.bad : this.#colors.of(segment.type, area.theme);
      drawArrows(area, [segment], color, true, segment.row === chosen ? 4 : 2.2);
    }
    if (segments.length <= LABELS) for (const segment of segments) this.#label(area, segment);
  }

  #label({ context, theme }: Area, { type, x1, y1, x2, y2 }: Segment): void {
    const { data } = this.#selection.run;
    const text = fit(data.types[type] ?? '', 24);
    if (Math.hypot(x2 - x1, y2 - y1) < 36) return;
    const x = (x1 + x2) / 2 + 5;
    const middle = this.#labels?.place(text, x, (y1 + y2) / 2, { lines: 2 });
    if (middle === undefined) return;
    context.textAlign = 'left';
    context.lineWidth = 3;
    context.strokeStyle = theme.page;
    context.strokeText(text, x, middle);
    context.fillStyle = theme.text;
    context.fillText(text, x, middle);
  }

  #click({ offsetX, offsetY }: MouseEvent): void {
    let nearest: Segment | undefined;
    let least = 8;
    for (const segment of this.#segments) {
      const distance = distanceTo(segment, offsetX, offsetY);
      if (distance < least) [nearest, least] = [segment, distance];
    }
    if (nearest !== undefined) this.#selection.choose(nearest.row);
    else if (this.#tooMany) this.panel.window.zoom(0.25, this.panel.timeAt(offsetX));
  }
}

function fit(name: string, length = 9): string {
  return name.length <= length ? name : `${name.slice(0, length - 1)}…`;
}
