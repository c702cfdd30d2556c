/**
 * Where operations stand that are drawn as intervals. What counts is which came before which, so the axis is not to scale: the
 * order of all beginnings and ends is kept, and each operation is as wide as its label. Pure.
 */

import type { DrawnOperation } from '../../pictures/picture.js';

export interface Placed {
  /** Pixels from the left end of the axis. */
  readonly from: number;
  /** Of an operation without an end: the right end of the axis. */
  readonly to: number;
}

export interface IntervalLayout {
  /** By the index of the operation. */
  readonly placed: ReadonlyMap<number, Placed>;
  /** Pixels; at least as many as there were. */
  readonly width: number;
}

/** Between two events that follow each other. */
const GAP = 7;
/** Behind the last event, for operations without an end. */
const TAIL = 26;

interface Moment {
  readonly operation: DrawnOperation;
  readonly isEnd: boolean;
  /** Its index in the history. */
  readonly index: number;
}

/** `room` is the width that there is, `widthOf` the one that an operation needs. */
export function intervalLayout(
  operations: readonly DrawnOperation[],
  room: number,
  widthOf: (operation: DrawnOperation) => number,
): IntervalLayout {
  const moments = operations.flatMap(momentsOf).toSorted((a, b) => a.index - b.index);
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  let x = 0;
  /** Where each process has room again. */
  const free = new Map<number, number>();
  for (const { operation, isEnd } of moments) {
    const { index, process } = operation;
    if (isEnd) {
      x = Math.max(x + GAP, (begins.get(index) ?? 0) + widthOf(operation));
      ends.set(index, x);
      free.set(process, x + GAP);
    } else {
      x = Math.max(x + GAP, free.get(process) ?? 0);
      begins.set(index, x);
    }
  }
  const last = operations
    .filter(({ finish }) => finish === undefined)
    .reduce((most, each) => Math.max(most, (begins.get(each.index) ?? 0) + widthOf(each)), x);
  const natural = Math.max(last, x + TAIL);
  const stretch = Math.max(1, room / natural);
  const width = natural * stretch;
  return {
    placed: new Map(
      operations.map(({ index }) => [
        index,
        { from: (begins.get(index) ?? 0) * stretch, to: (ends.get(index) ?? natural) * stretch },
      ]),
    ),
    width,
  };
}

function momentsOf(operation: DrawnOperation): readonly Moment[] {
  const { index, completion } = operation;
  return [
    { operation, isEnd: false, index },
    ...(completion === undefined ? [] : [{ operation, isEnd: true, index: completion }]),
  ];
}

/** One point for each operation that has a place in the order, each behind the one before, inside of its operation. */
export function pointsOf(
  operations: readonly { readonly index: number; readonly place?: number }[],
  { placed }: IntervalLayout,
): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  let x = -Infinity;
  for (const { index } of operations
    .filter(({ place }) => place !== undefined)
    .toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))) {
    const { from = 0, to = 0 } = placed.get(index) ?? {};
    x = Math.min(Math.max(x + GAP / 2, from + GAP / 2), to - GAP / 2);
    points.set(index, x);
  }
  return points;
}
