/** Labels on a canvas that do not overlap: a label that would overlap another one is left out. */

import type { Pen } from './pen.js';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 14;

export class Labels {
  readonly #context: Pick<Pen, 'measureText'>;
  readonly #taken: Box[] = [];

  constructor(context: Pick<Pen, 'measureText'>) {
    this.#context = context;
  }

  /**
   * Reserves the place of a text whose left end and middle are there, or, if that is taken, the first free one of
   * some lines below. Undefined if none is free.
   */
  place(
    text: string,
    x: number,
    y: number,
    options: { readonly room?: number; readonly lines?: number } = {},
  ): number | undefined {
    const { room = Infinity, lines = 1 } = options;
    const width = Math.min(room, this.#context.measureText(text).width);
    for (let line = 0; line < lines; line++) {
      const middle = y + line * HEIGHT;
      const box = { left: x, right: x + width, top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 };
      if (this.#taken.some((other) => overlap(box, other))) continue;
      this.#taken.push(box);
      return middle;
    }
    return undefined;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
