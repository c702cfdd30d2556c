/** The messages of a window of time as lines of a diagram, and those of clients without a lane as ticks. */

import type { TimeWindow } from '../../page/browser/time-window.js';
import { DAMAGED, hasArrived, UNDER_WAY, visitMessages } from './run.js';
import type { Selection } from './selection.js';

export interface Segment {
  readonly row: number;
  readonly type: number;
  readonly ended: 'delivered' | 'damaged' | 'dropped' | 'under way';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** How the window is drawn. */
export interface Frame {
  readonly selection: Selection;
  readonly window: TimeWindow;
  readonly x: (time: number) => number;
  readonly y: (lane: number) => number;
  readonly right: number;
  readonly laneHeight: number;
}

/** How far towards its receiver a message without arrival is drawn. */
const REACH = 0.55;
/** The most ticks: more would be a line. */
const TICKS = 4000;

/** Undefined if there are more than `most`. */
export function segmentsIn(frame: Frame, most: number): readonly Segment[] | undefined {
  const { selection, window } = frame;
  const { run, mask, lanes } = selection;
  const { src, dest } = run.messages;
  const rows: number[] = [];
  visitMessages(run.messages, window.from, window.to, (row) => {
    if (mask[row] === 1 && lanes.of(src[row] ?? 0) >= 0 && lanes.of(dest[row] ?? 0) >= 0) rows.push(row);
    return rows.length <= most;
  });
  return rows.length > most ? undefined : rows.map((row) => segment(frame, row));
}

/** These messages, whatever the filters, as far as they are in the window; those of clients without a lane as short lines. */
export function segmentsOf(frame: Frame, wanted: Iterable<number>): readonly Segment[] {
  const { selection, window } = frame;
  const { lanes, run } = selection;
  const { sent, end, src, dest } = run.messages;
  const segments: Segment[] = [];
  for (const row of wanted) {
    if ((end[row] ?? 0) < window.from || (sent[row] ?? 0) > window.to) continue;
    if (lanes.of(src[row] ?? 0) < 0 && lanes.of(dest[row] ?? 0) < 0) continue;
    segments.push(segment(frame, row));
  }
  return segments;
}

function segment({ selection, x, y, right, laneHeight }: Frame, row: number): Segment {
  const { run, lanes } = selection;
  const { sent, end, src, dest, outcome, type } = run.messages;
  const [from, to] = [lanes.of(src[row] ?? 0), lanes.of(dest[row] ?? 0)];
  const away = Math.min(22, laneHeight * 0.42);
  const x1 = x(sent[row] ?? 0);
  const y1 = from < 0 ? y(to) - away : y(from);
  const yTo = to < 0 ? y(from) - away : y(to);
  const came = outcome[row] ?? 0;
  const common = { row, type: type[row] ?? 0, x1, y1 };
  if (hasArrived(came)) {
    // A message of a client takes no time in most runs: it comes from the left, and its reply leaves to the right.
    const [lean1, lean2] = from < 0 ? [-away / 2, 0] : to < 0 ? [0, away / 2] : [0, 0];
    const ended = came === DAMAGED ? 'damaged' : 'delivered';
    return { ...common, x1: x1 + lean1, ended, x2: x(end[row] ?? 0) + lean2, y2: yTo };
  }
  const ended = came === UNDER_WAY ? 'under way' : 'dropped';
  const least = Math.max(14, Math.abs(yTo - y1) * 0.12);
  const x2 = ended === 'under way' ? Math.min(right - 6, x1 + 24) : Math.max(x(end[row] ?? 0), x1 + least);
  return { ...common, ended, x2, y2: y1 + (yTo - y1) * REACH };
}

export interface Tick {
  readonly x: number;
  readonly lane: number;
  /** Requests are above the lane, replies below. */
  readonly side: -1 | 1;
  readonly ended: 'arrived' | 'not arrived';
}

/** One for each message of a client without a lane, at most one a pixel; none if there are too many. */
export function ticksIn({ selection, window, x }: Frame): readonly Tick[] {
  const { run, mask, lanes } = selection;
  if (lanes.clients !== 'ticks') return [];
  const { sent, end, src, dest, outcome } = run.messages;
  const ticks = new Map<string, Tick>();
  let visited = 0;
  visitMessages(run.messages, window.from, window.to, (row) => {
    const [from, to] = [lanes.of(src[row] ?? 0), lanes.of(dest[row] ?? 0)];
    if (mask[row] === 1 && from < 0 !== to < 0) {
      const [time, lane, side] =
        from < 0 ? ([end[row] ?? 0, to, -1] as const) : ([sent[row] ?? 0, from, 1] as const);
      const ended = hasArrived(outcome[row]) ? 'arrived' : 'not arrived';
      const at = Math.round(x(time));
      ticks.set(`${lane} ${side} ${at} ${ended}`, { x: at, lane, side, ended });
    }
    return ++visited < TICKS * 4 && ticks.size <= TICKS;
  });
  return visited >= TICKS * 4 || ticks.size > TICKS ? [] : [...ticks.values()];
}

/** The distance from a point to a line, in pixels. */
export function distanceTo({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = square === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
}
