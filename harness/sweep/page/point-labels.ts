/**
 * The names of points beside them: above at the right, or around them, wherever no other point or name is. A name
 * without room is left out; the hover card has it.
 */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { clipped } from '../../text/clipped.js';
import { px } from './plot-model.js';
import type { Frame } from './target-region.js';

export interface Labelled {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels that a point takes on each side. */
const POINT = 7;
const AWAY = 9;
const HEIGHT = 12;
/** The mean width of a character of the plot's font. */
const CHARACTER = 6.2;
const LONGEST = 24;

/** SVG text. */
export function pointLabels(points: readonly Labelled[], frame: Frame): string {
  const taken: Box[] = points.map(({ x, y }) => around(x - POINT, x + POINT, y));
  return points.map(({ text, x, y }) => label(clipped(text, LONGEST), x, y, taken, frame)).join('');
}

function label(text: string, x: number, y: number, taken: Box[], frame: Frame): string {
  const width = text.length * CHARACTER;
  // Curves of costs fall to the right: a name above them at the right is on no line.
  const choices = [
    { anchor: 'start', at: x + 5, middle: y - AWAY - 5, left: x + 5 },
    { anchor: 'start', at: x + AWAY, middle: y, left: x + AWAY },
    { anchor: 'end', at: x - AWAY, middle: y, left: x - AWAY - width },
    { anchor: 'middle', at: x, middle: y - 2 * AWAY + 4, left: x - width / 2 },
    { anchor: 'middle', at: x, middle: y + 2 * AWAY - 4, left: x - width / 2 },
  ];
  for (const { anchor, at, middle, left } of choices) {
    const box = around(left, left + width, middle);
    if (!isInside(box, frame) || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    return `<text class="name" x="${px(at)}" y="${px(middle + 4)}" text-anchor="${anchor}">${escape(text)}</text>`;
  }
  return '';
}

function around(left: number, right: number, middle: number): Box {
  return { left, right, top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 };
}

function isInside(box: Box, { left, right, top, bottom }: Frame): boolean {
  return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
