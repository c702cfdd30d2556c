/** A pattern for each kind of fault, so that they can be told apart without colours: lines, drawn within a box. */

import type { Pen } from '../../page/browser/pen.js';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

/** Draws the lines of one pattern, from its left edge on. */
type Pattern = (pen: Pen, box: Box) => void;

function slanted(step: number, lean: 1 | -1): Pattern {
  return (pen, { left, right, top, height }) => {
    for (let x = left - height; x < right + height; x += step) {
      pen.moveTo(x, lean === 1 ? top + height : top);
      pen.lineTo(x + height, lean === 1 ? top : top + height);
    }
  };
}

function upright(step: number): Pattern {
  return (pen, { left, right, top, height }) => {
    for (let x = left + step / 2; x < right; x += step) {
      pen.moveTo(x, top);
      pen.lineTo(x, top + height);
    }
  };
}

function level(step: number): Pattern {
  return (pen, { left, right, top, height }) => {
    for (let y = top + step / 2; y < top + height; y += step) {
      pen.moveTo(left, y);
      pen.lineTo(right, y);
    }
  };
}

function dotted(step: number): Pattern {
  return (pen, { left, right, top, height }) => {
    for (let y = top + 3; y < top + height; y += step)
      for (let x = left + 3; x < right; x += step) {
        pen.moveTo(x, y);
        pen.lineTo(x + 1.5, y);
      }
  };
}

const both =
  (...patterns: readonly Pattern[]): Pattern =>
  (pen, box) => {
    for (const pattern of patterns) pattern(pen, box);
  };

const PATTERNS: Readonly<Record<string, Pattern>> = {
  partition: slanted(7, 1),
  kill: both(slanted(8, 1), slanted(8, -1)),
  pause: upright(5),
  loss: dotted(5),
  duplication: level(4),
  reorder: slanted(7, -1),
  slow: upright(10),
  latency: level(7),
  corrupt: both(upright(8), level(6)),
};

/** Strokes the pattern of a kind of fault in a box, in the pen's present colour. */
export function drawPattern(pen: Pen, kind: string, box: Box): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top, box.right - box.left, box.height);
  pen.clip();
  pen.beginPath();
  (PATTERNS[kind] ?? slanted(10, 1))(pen, box);
  pen.stroke();
  pen.restore();
}
