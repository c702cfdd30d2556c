/**
 * Faults as a strip of fixed height above a chart, each kind in its hue and pattern: with names above the diagram, thin
 * above charts. Only faults of nodes themselves are drawn on lanes too: there the node is dead, or stands still.
 */

import { fitted, type Pen } from '../../page/browser/pen.js';
import type { Area } from '../../page/browser/panel.js';
import { faultColor } from '../../page/browser/theme.js';
import type { FaultSpan } from '../report-data.js';
import { type Box, drawPattern } from './patterns.js';

/** Faults that overlap are in rows of their own, up to so many. */
const ROWS = 3;
const ROW = 16;
export const THIN = 5;

export class FaultStrip {
  readonly faults: readonly FaultSpan[];
  /** The row of each fault. */
  readonly #rows: readonly number[];
  readonly rows: number;

  constructor(faults: readonly FaultSpan[]) {
    this.faults = faults;
    const ends: number[] = [];
    this.#rows = faults.map(({ from, to }) => {
      const free = ends.findIndex((end) => end <= from);
      const row = free >= 0 ? free : Math.min(ends.length, ROWS - 1);
      ends[row] = Math.max(ends[row] ?? 0, to);
      return row;
    });
    this.rows = ends.length;
  }

  /** Pixels, without faults none. */
  get height(): number {
    return this.rows * ROW;
  }

  draw(area: Area): void {
    const { context: pen, theme, right } = area;
    for (const [i, box] of this.#boxes(area, ROW)) {
      const fault = this.faults[i];
      if (fault === undefined) continue;
      const color = faultColor(fault.fault, theme);
      paint(pen, fault.fault, color, box);
      const room = Math.min(box.right, right) - box.left - 8;
      if (room < 14) continue;
      const text = fitted(pen, labelOf(fault), room);
      pen.textAlign = 'left';
      pen.lineWidth = 4;
      pen.strokeStyle = theme.page;
      pen.strokeText(text, box.left + 5, box.top + box.height / 2);
      pen.fillStyle = theme.text;
      pen.fillText(text, box.left + 5, box.top + box.height / 2);
    }
  }

  /** A strip without names, for charts. */
  drawThin(area: Area): void {
    for (const [i, box] of this.#boxes(area, THIN)) {
      const { fault = '' } = this.faults[i] ?? {};
      area.context.fillStyle = faultColor(fault, area.theme);
      area.context.globalAlpha = 0.8;
      area.context.fillRect(box.left, 0, box.right - box.left, THIN - 1);
      area.context.globalAlpha = 1;
    }
  }

  /** Faint lines at the beginnings and ends of faults, down to `bottom`. */
  drawEdges({ context: pen, theme, x, left, right }: Area, bottom: number, top = this.height): void {
    pen.lineWidth = 1;
    pen.setLineDash([2, 4]);
    pen.globalAlpha = 0.7;
    for (const { fault, from, to } of this.faults) {
      pen.strokeStyle = faultColor(fault, theme);
      pen.beginPath();
      for (const edge of [x(from), x(to)]) {
        if (edge < left || edge > right) continue;
        pen.moveTo(edge, top);
        pen.lineTo(edge, bottom);
      }
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.setLineDash([]);
  }

  /** The fault at a position of the strip. */
  at(area: Pick<Area, 'x' | 'left' | 'right'>, px: number, py: number): FaultSpan | undefined {
    for (const [i, box] of this.#boxes(area, ROW))
      if (px >= box.left && px <= box.right && py >= box.top && py < box.top + box.height)
        return this.faults[i];
    return undefined;
  }

  *#boxes(
    { x, left, right }: Pick<Area, 'x' | 'left' | 'right'>,
    height: number,
  ): Generator<readonly [fault: number, box: Box]> {
    for (const [i, { from, to }] of this.faults.entries()) {
      const [begin, end] = [Math.max(left, x(from)), Math.min(right, Math.max(x(to), x(from) + 2))];
      if (end <= left || begin >= right) continue;
      const top = height === THIN ? 0 : (this.#rows[i] ?? 0) * height + 1;
      yield [i, { left: begin, right: end, top, height: height - 2 }];
    }
  }
}

/** On the lanes of the nodes that it hits: dead, or standing still. */
export function drawOnLanes(
  { context: pen, theme, x, left, right }: Area,
  faults: readonly FaultSpan[],
  lane: (endpoint: number) => { readonly top: number; readonly height: number } | undefined,
): void {
  for (const { fault, from, to, hits = [] } of faults) {
    const [begin, end] = [Math.max(left, x(from)), Math.min(right, Math.max(x(to), x(from) + 2))];
    if (end <= left || begin >= right) continue;
    for (const endpoint of hits) {
      const box = lane(endpoint);
      if (box !== undefined) paint(pen, fault, faultColor(fault, theme), { left: begin, right: end, ...box });
    }
  }
}

function paint(pen: Pen, kind: string, color: string, box: Box): void {
  pen.fillStyle = color;
  pen.globalAlpha = 0.16;
  pen.fillRect(box.left, box.top, box.right - box.left, box.height);
  pen.globalAlpha = 0.55;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  drawPattern(pen, kind, box);
  pen.globalAlpha = 1;
}

export function labelOf({ fault, text }: FaultSpan): string {
  return text === '' ? fault : `${fault} ${text}`;
}
