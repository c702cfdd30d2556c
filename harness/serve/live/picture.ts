/**
 * A scene in the terms of a report's diagram: its faults as spans, its messages as lines. Pure, so that it runs in the
 * browser and in tests.
 */

import type { FaultSpan } from '../../report/report-data.js';
import type { Arrow, Scene } from './scene.js';

const SECOND = 1e9;
/** How far towards its receiver a message without arrival is drawn, as in a report. */
const REACH = 0.55;
const STUB = 24;

/** A message as a report's diagram draws it, in pixels. */
export interface Line {
  readonly row: number;
  readonly type: number;
  readonly ended: 'delivered' | 'damaged' | 'dropped' | 'under way';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** `end`: where a fault that lasts ends, in nanoseconds. The endpoints that a fault hits are lanes. */
export function faultSpans({ bands, lanes }: Scene, end: number): readonly FaultSpan[] {
  return bands.flatMap(({ fault, text, node, from, to }) => {
    const lane = node === undefined ? undefined : lanes.indexOf(node);
    if (lane === -1) return [];
    return {
      fault,
      text: text.startsWith(fault) ? text.slice(fault.length).trim() : text,
      from: from * SECOND,
      to: to === undefined ? end : to * SECOND,
      ...(lane !== undefined && { hits: [lane] }),
    };
  });
}

/** It arrived, but not as it was sent. */
export function isDamaged({ outcome }: Arrow): boolean {
  return outcome.kind === 'delivered' && outcome.line !== undefined;
}

/** `x` is of seconds, `from` and `to` are the heights of the lanes, `right` is the end of the picture. */
export function lineOf(
  { sentAt, outcome }: Arrow,
  place: {
    readonly x: (at: number) => number;
    readonly from: number;
    readonly to: number;
    readonly right: number;
  },
): Line {
  const { x, from, to, right } = place;
  const [x1, part] = [x(sentAt), from + (to - from) * REACH];
  const line = { row: 0, type: 0, x1, y1: from };
  switch (outcome.kind) {
    case 'delivered':
      return {
        ...line,
        ended: outcome.line === undefined ? 'delivered' : 'damaged',
        x2: x(outcome.at),
        y2: to,
      };
    case 'dropped':
      return { ...line, ended: 'dropped', x2: Math.max(x(outcome.at), x1 + 3), y2: part };
    case 'under-way':
      return { ...line, ended: 'under way', x2: Math.max(x1, Math.min(right - 6, x1 + STUB)), y2: part };
  }
}
