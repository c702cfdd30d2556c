/** Operations as bars, a lane for each worker; a click shows the details of one. */

import { BOTTOM, type Area, drawTimeAxis, Panel } from '../../page/browser/panel.js';
import { byId, el } from '../../page/browser/dom.js';
import { type Theme, theme } from '../../page/browser/theme.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { hoverCard } from '../../page/browser/hover-card.js';
import { FaultStrip, THIN } from './fault-strip.js';
import { operationTitle } from './operation-details.js';
import { milliseconds, seconds } from './words.js';
import { firstAfter, type Operations } from './run.js';
import type { Selection } from './selection.js';
import { OPERATION_ENDS } from '../report-data.js';

const SINGLE = 20_000;
/** Pixels above the first lane, for the strip of faults. */
const TOP = 8;

/** The outcome determines the height too: a success fills its lane, a failure half of it. */
const HEIGHTS = [0.9, 0.9, 0.5, 0.9] as const;

export class OperationsPanel {
  readonly #panel: Panel;
  readonly #operations: Operations;
  readonly #selection: Selection;
  readonly #lanes: Uint32Array;
  readonly #count: number;
  readonly #longest: number;
  readonly #strip: FaultStrip;

  constructor(canvas: HTMLCanvasElement, window: TimeWindow, selection: Selection) {
    this.#operations = selection.run.operations;
    this.#selection = selection;
    const { lanes, count } = workerLanes(this.#operations);
    this.#lanes = lanes;
    this.#count = count;
    const { begin, finish, length } = this.#operations;
    let longest = 0;
    for (let row = 0; row < length; row++)
      longest = Math.max(longest, (finish[row] ?? 0) - (begin[row] ?? 0));
    this.#longest = longest;
    const height =
      Math.max(1, count) * Math.max(3, Math.min(22, Math.floor(260 / Math.max(1, count)))) + BOTTOM + TOP + 2;
    this.#strip = new FaultStrip(selection.run.data.faults);
    this.#panel = new Panel(canvas, window, height, (area) => this.#draw(area));
    selection.onChange(() => this.#panel.redraw());
    canvas.addEventListener('click', ({ offsetX, offsetY }) => {
      const row = this.#at(offsetX, offsetY);
      if (row !== undefined) selection.chooseOperation(row);
    });
    hoverCard(canvas, (x, y) => {
      const row = this.#at(x, y);
      if (row === undefined) return undefined;
      const { begin, finish, end } = this.#operations;
      const took = (finish[row] ?? 0) - (begin[row] ?? 0);
      return {
        title: operationTitle(selection.run, row),
        lines: [
          ['invoked', seconds(begin[row])],
          [
            'ended',
            end[row] === 0 ? 'never' : `${OPERATION_ENDS[end[row] ?? 0]} after ${milliseconds(took)}`,
          ],
        ],
      };
    });
    byId('operations-key').replaceChildren(
      ...[1, 2, 3, 0].map((end) => {
        const box = el('i', { class: 'swatch' });
        box.style.background = colorOf(end, theme());
        return el('span', {}, box, NAMES[end] ?? '');
      }),
    );
  }

  /** From the first to the last visible row. */
  #range(): readonly [number, number] {
    const { begin } = this.#operations;
    const { from, to } = this.#panel.window;
    return [firstAfter(begin, from - this.#longest - 1), firstAfter(begin, to)];
  }

  #laneHeight(): number {
    return (this.#panel.height - BOTTOM - TOP - 2) / Math.max(1, this.#count);
  }

  #draw(area: Area): void {
    const { context, left, right, height } = area;
    this.#strip.drawThin(area);
    this.#strip.drawEdges(area, height - BOTTOM, THIN);
    drawTimeAxis(area, this.#panel.window);
    const [first, last] = this.#range();
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    if (last - first <= SINGLE) this.#drawEach(area, first, last);
    else this.#drawCoverage(area, first, last);
    context.restore();
    context.fillStyle = area.theme.quiet;
    context.textAlign = 'right';
    context.fillText(String(this.#count), left - 6, 16);
    context.fillText(this.#count === 1 ? 'worker' : 'workers', left - 6, 30);
  }

  #drawEach({ context, theme, x }: Area, first: number, last: number): void {
    const { begin, finish, end } = this.#operations;
    const laneHeight = this.#laneHeight();
    const { chosenOperation } = this.#selection;
    for (let row = first; row < last; row++) {
      const came = end[row] ?? 0;
      const [from, to] = [x(begin[row] ?? 0), x(finish[row] ?? 0)];
      const bar = laneHeight * (HEIGHTS[came] ?? 0.9);
      const top = TOP + (this.#lanes[row] ?? 0) * laneHeight + (laneHeight - bar);
      context.fillStyle = colorOf(came, theme);
      context.fillRect(from, top, Math.max(1.5, to - from - 0.5), bar);
      if (row !== chosenOperation) continue;
      context.strokeStyle = theme.text;
      context.lineWidth = 2;
      context.strokeRect(from - 2, top - 1, Math.max(4, to - from + 3), bar + 2);
    }
  }

  /** For each column of a lane, the worst outcome of the operations in it. */
  #drawCoverage({ context, theme, x, left, right }: Area, first: number, last: number): void {
    const { begin, finish, end } = this.#operations;
    const columns = Math.ceil(right - left);
    const worst = new Uint8Array(this.#count * columns);
    const rank = [4, 1, 2, 3];
    for (let row = first; row < last; row++) {
      const base = (this.#lanes[row] ?? 0) * columns;
      const severity = rank[end[row] ?? 0] ?? 1;
      const from = Math.max(0, Math.floor(x(begin[row] ?? 0) - left));
      const to = Math.min(columns - 1, Math.floor(x(finish[row] ?? 0) - left));
      for (let column = from; column <= to; column++)
        if ((worst[base + column] ?? 0) < severity) worst[base + column] = severity;
    }
    const laneHeight = this.#laneHeight();
    for (const severity of [1, 2, 3, 4]) {
      const came = rank.indexOf(severity);
      context.fillStyle = colorOf(came, theme);
      for (let lane = 0; lane < this.#count; lane++)
        for (let column = 0; column < columns; column++)
          if (worst[lane * columns + column] === severity)
            context.fillRect(left + column, TOP + lane * laneHeight, 1, laneHeight * 0.9);
    }
  }

  /** The operation at a place; undefined if there is none near. */
  #at(px: number, py: number): number | undefined {
    const lane = Math.floor((py - TOP) / this.#laneHeight());
    const at = this.#panel.timeAt(px);
    const near = this.#panel.timeAt(px + 5) - at;
    const { begin, finish } = this.#operations;
    const [first, last] = this.#range();
    let best: number | undefined;
    for (let row = first; row < last; row++) {
      if (this.#lanes[row] !== lane) continue;
      const distance = Math.max((begin[row] ?? 0) - at, at - (finish[row] ?? 0), 0);
      if (distance <= near) best = row;
    }
    return best;
  }
}

const NAMES = ['open to the end', 'ok', 'fail: it did not happen', 'info: the outcome is unknown'] as const;

export function colorOf(end: number, theme: Theme): string {
  switch (OPERATION_ENDS[end]) {
    case 'ok':
      return theme.series[0] ?? theme.text;
    case 'fail':
      return theme.warn;
    case 'info':
      return theme.bad;
    default:
      return theme.quiet;
  }
}

/**
 * A process whose operation ended unknown is replaced by another: both are in one lane, since they are one worker.
 */
function workerLanes({ process, begin, finish, length }: Operations): { lanes: Uint32Array; count: number } {
  const lanes = new Uint32Array(length);
  const laneOf = new Map<number, number>();
  const busyUntil: number[] = [];
  const last = new Map<number, number>();
  for (let row = 0; row < length; row++) last.set(process[row] ?? 0, finish[row] ?? 0);
  for (let row = 0; row < length; row++) {
    const number = process[row] ?? 0;
    let lane = laneOf.get(number);
    if (lane === undefined) {
      const at = begin[row] ?? 0;
      lane = busyUntil.findIndex((until) => until < at);
      if (lane === -1) lane = busyUntil.length;
      laneOf.set(number, lane);
      busyUntil[lane] = last.get(number) ?? at;
    }
    lanes[row] = lane;
  }
  return { lanes, count: busyUntil.length };
}
