/**
 * Messages as lines: an arrow's head where one arrived, a cross where it was dropped, a ring where it was under way, a
 * lightning's zigzag before the head of one that was damaged.
 */

import type { Pen } from '../../page/browser/pen.js';
import type { Segment } from './segments.js';

/** Segments of one colour; `heads`: with arrow heads. Crosses, rings and zigzags are drawn in any case. */
export function drawArrows(
  pen: Pen,
  segments: readonly Segment[],
  color: string,
  heads: boolean,
  width: number,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  strokeEach(pen, segments, drawLine);
  pen.lineWidth = Math.max(width, 1.5);
  const marked = heads ? segments : segments.filter(({ ended }) => ended !== 'delivered');
  strokeEach(pen, marked, drawEnd);
}

function drawLine(pen: Pen, { x1, y1, x2, y2, ended }: Segment): void {
  pen.moveTo(x1, y1);
  if (ended === 'damaged') {
    // A break in the line at two thirds of the way.
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = Math.hypot(dx, dy) || 1;
    const [across, down] = [(-dy / length) * 5, (dx / length) * 5];
    pen.lineTo(x1 + dx * 0.62 + across, y1 + dy * 0.62 + down);
    pen.lineTo(x1 + dx * 0.58 - across, y1 + dy * 0.58 - down);
  }
  pen.lineTo(x2, y2);
}

function drawEnd(pen: Pen, { x1, y1, x2, y2, ended }: Segment): void {
  if (ended === 'dropped') {
    pen.moveTo(x2 - 4, y2 - 4);
    pen.lineTo(x2 + 4, y2 + 4);
    pen.moveTo(x2 + 4, y2 - 4);
    pen.lineTo(x2 - 4, y2 + 4);
  } else if (ended === 'under way') {
    pen.moveTo(x2 + 4, y2);
    pen.arc(x2, y2, 4, 0, 2 * Math.PI);
  } else {
    const angle = Math.atan2(y2 - y1, x2 - x1);
    for (const side of [-0.4, 0.4]) {
      pen.moveTo(x2, y2);
      pen.lineTo(x2 - 7 * Math.cos(angle + side), y2 - 7 * Math.sin(angle + side));
    }
  }
}

/**
 * A path for each segment: without a graphics card, the cost of a path grows with the number of its crossing lines,
 * and two thousand lines take eight times as long in one path as in separate ones.
 */
function strokeEach(
  pen: Pen,
  segments: readonly Segment[],
  trace: (pen: Pen, segment: Segment) => void,
): void {
  for (const segment of segments) {
    pen.beginPath();
    trace(pen, segment);
    pen.stroke();
  }
}
