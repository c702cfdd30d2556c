/**
 * Messages as lines: an arrow's head where one arrived, a cross where it was dropped, a ring where it was under way.
 */

import type { Area } from '../../page/browser/panel.js';
import type { Segment } from './segments.js';

/** Segments of one colour; `heads`: with arrow heads. Crosses and rings are drawn in any case. */
export function drawArrows(
  { context }: Area,
  segments: readonly Segment[],
  color: string,
  heads: boolean,
  width: number,
): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  strokeEach(context, segments, ({ x1, y1, x2, y2 }) => {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  });
  context.lineWidth = Math.max(width, 1.5);
  const marked = heads ? segments : segments.filter(({ ended }) => ended !== 'delivered');
  strokeEach(context, marked, ({ x1, y1, x2, y2, ended }) => {
    if (ended === 'dropped') {
      context.moveTo(x2 - 4, y2 - 4);
      context.lineTo(x2 + 4, y2 + 4);
      context.moveTo(x2 + 4, y2 - 4);
      context.lineTo(x2 - 4, y2 + 4);
    } else if (ended === 'under way') {
      context.moveTo(x2 + 4, y2);
      context.arc(x2, y2, 4, 0, 2 * Math.PI);
    } else {
      const angle = Math.atan2(y2 - y1, x2 - x1);
      for (const side of [-0.4, 0.4]) {
        context.moveTo(x2, y2);
        context.lineTo(x2 - 7 * Math.cos(angle + side), y2 - 7 * Math.sin(angle + side));
      }
    }
  });
}

/**
 * A path for each segment: without a graphics card, the cost of a path grows with the number of its crossing lines,
 * and two thousand lines take eight times as long in one path as in separate ones.
 */
function strokeEach(
  context: CanvasRenderingContext2D,
  segments: readonly Segment[],
  trace: (segment: Segment) => void,
): void {
  for (const segment of segments) {
    context.beginPath();
    trace(segment);
    context.stroke();
  }
}
