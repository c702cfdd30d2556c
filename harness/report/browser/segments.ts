/** The messages of a window of time as lines of a diagram. */

import type { TimeWindow } from '../../page/browser/time-window.js';
import { DELIVERED, UNDER_WAY, visitMessages } from './run.js';
import type { Selection } from './selection.js';

export interface Segment {
  readonly row: number;
  readonly type: number;
  readonly ended: 'delivered' | 'dropped' | 'under way';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** How far towards its receiver a message without arrival is drawn. */
const REACH = 0.55;

/** Undefined if there are more than `most`. `only` selects these, whatever the filters. */
export function segmentsIn(
  { run, mask, lanes }: Selection,
  window: TimeWindow,
  x: (time: number) => number,
  y: (lane: number) => number,
  most: number,
  right: number,
  only?: ReadonlySet<number>,
): readonly Segment[] | undefined {
  const { sent, end, src, dest, outcome, type } = run.messages;
  const segments: Segment[] = [];
  let count = 0;
  const add = (row: number): void => {
    const [from, to] = [lanes.of(src[row] ?? 0), lanes.of(dest[row] ?? 0)];
    if (from < 0 || to < 0 || ++count > most) return;
    const [x1, y1, yTo] = [x(sent[row] ?? 0), y(from), y(to)];
    const came = outcome[row] ?? 0;
    if (came === DELIVERED) {
      segments.push({ row, type: type[row] ?? 0, ended: 'delivered', x1, y1, x2: x(end[row] ?? 0), y2: yTo });
    } else {
      const ended = came === UNDER_WAY ? 'under way' : 'dropped';
      const reach = ended === 'under way' ? Math.min(right - 6, x1 + 24) : Math.max(x(end[row] ?? 0), x1 + 3);
      segments.push({ row, type: type[row] ?? 0, ended, x1, y1, x2: reach, y2: y1 + (yTo - y1) * REACH });
    }
  };
  if (only !== undefined) {
    for (const row of only) if ((end[row] ?? 0) >= window.from && (sent[row] ?? 0) <= window.to) add(row);
    return segments;
  }
  visitMessages(run.messages, window.from, window.to, (row) => {
    if (mask[row] === 1) add(row);
    return count <= most;
  });
  return count > most ? undefined : segments;
}

/** The distance from a point to a line, in pixels. */
export function distanceTo({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = square === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
}
