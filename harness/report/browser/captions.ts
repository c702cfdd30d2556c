/** Captions on the lines of a diagram: the type of a message, and what became of it. */

import type { Labels } from '../../page/browser/labels.js';
import type { Area } from '../../page/browser/panel.js';
import { fitted } from '../../page/browser/pen.js';
import { milliseconds } from './words.js';
import type { Segment } from './segments.js';
import type { Selection } from './selection.js';

const ROOM = 190;
/** A shorter line has no caption. */
const LEAST = 18;

export class Captions {
  readonly #area: Area;
  readonly #selection: Selection;
  readonly #labels: Labels;

  constructor(area: Area, selection: Selection, labels: Labels) {
    this.#area = area;
    this.#selection = selection;
    this.#labels = labels;
  }

  /** What was dropped or damaged has its caption first, since room is short. */
  draw(segments: readonly Segment[]): void {
    const { context: pen, theme } = this.#area;
    const { chosen } = this.#selection;
    const weight = ({ ended, row }: Segment): number => (row === chosen ? 0 : ended === 'delivered' ? 2 : 1);
    for (const segment of segments.toSorted((a, b) => weight(a) - weight(b))) {
      const { x1, y1, x2, y2, ended } = segment;
      if (Math.hypot(x2 - x1, y2 - y1) < LEAST) continue;
      const text = fitted(pen, this.#text(segment), ROOM);
      // Beside a cross, else beside the middle of the line.
      const [x, y] = ended === 'dropped' ? [x2 + 9, y2] : [(x1 + x2) / 2 + 6, (y1 + y2) / 2];
      const middle = this.#labels.place(text, x, y, { lines: ended === 'delivered' ? 2 : 3 });
      if (middle === undefined) continue;
      pen.textAlign = 'left';
      pen.lineWidth = 4;
      pen.strokeStyle = theme.page;
      pen.strokeText(text, x, middle);
      pen.fillStyle =
        ended === 'dropped' ? theme.bad : ended === 'damaged' ? theme.faults.corrupt : theme.text;
      pen.fillText(text, x, middle);
    }
  }

  #text({ row, type, ended }: Segment): string {
    const { messages, data } = this.#selection.run;
    const name = data.types[type] ?? '';
    const outcome = data.outcomes[messages.outcome[row] ?? 0] ?? '';
    switch (ended) {
      case 'dropped':
        return `${name} dropped: ${outcome}`;
      case 'damaged':
        return `${name} damaged`;
      case 'under way':
        return name;
      case 'delivered': {
        const took = (messages.end[row] ?? 0) - (messages.sent[row] ?? 0);
        return took < 1e5 ? name : `${name} ${milliseconds(took)}`;
      }
    }
  }
}
