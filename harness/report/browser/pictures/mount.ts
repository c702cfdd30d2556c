/** The pictures of a report: drawn for the room that there is, and drawn again when that changes. */

import { el, shown } from '../../../page/browser/dom.js';
import type { Picture } from '../../pictures/picture.js';
import type { Select } from './canvas.js';
import { counterPicture } from './counter-picture.js';
import { cyclePicture } from './cycle-picture.js';
import { intervalPicture } from './interval-picture.js';
import { logPicture } from './log-picture.js';

/** A section with all of them; undefined if there are none. `select` opens an operation by the index of its invocation. */
export function picturesOf(pictures: readonly Picture[], select: Select): HTMLElement | undefined {
  if (pictures.length === 0) return undefined;
  return el(
    'section',
    { id: 'pictures', 'aria-label': 'what went wrong, in pictures' },
    ...pictures.map((picture) => figureOf(picture, select)),
  );
}

function figureOf(picture: Picture, select: Select): HTMLElement {
  const box = el('div', { class: 'picture-box' });
  let width = 0;
  new ResizeObserver(() => {
    if (box.clientWidth === width || box.clientWidth === 0) return;
    width = box.clientWidth;
    box.replaceChildren(draw(picture, width, select));
    // What went wrong is at the right end.
    box.scrollLeft = box.scrollWidth;
  }).observe(box);
  return el(
    'figure',
    { class: 'picture-figure' },
    el('h3', {}, shown(picture.title)),
    ...picture.why.map((sentence) => el('p', {}, shown(sentence))),
    box,
    el('figcaption', { class: 'quiet' }, legendOf(picture)),
  );
}

/** The picture for so many pixels. */
function draw(picture: Picture, width: number, select: Select): SVGSVGElement {
  switch (picture.kind) {
    case 'intervals':
      return intervalPicture(picture, width, select);
    case 'cycle':
      return cyclePicture(picture, width, select);
    case 'log':
      return logPicture(picture, width, select);
    case 'counter':
      return counterPicture(picture, width, select);
  }
}

const GAP = 'At two slanted lines time without events is left out.';

function legendOf(picture: Picture): string {
  switch (picture.kind) {
    case 'intervals':
      return intervalLegend(picture.omitted, picture.held.length > 0);
    case 'cycle':
      return 'Each box is a transaction. ww: it overwrote, or appended behind, what the other wrote; wr: it read what the other wrote; rw: the other overwrote what it had read; realtime, process: it ended before the other began.';
    case 'log':
      return `Dots are messages, at the time when their send was acknowledged. Vertical lines are polls, through the offsets that they showed; rings are what a poll left out. ${GAP}${left(picture.omitted, 'polls')}`;
    case 'counter':
      return (
        'The band is what the adds allow at each time if every node knows all of them: those that were acknowledged, and any of those under way or with an unknown outcome. Dots are reads; only final reads count, and the bar at the right is what they may show. ' +
        GAP
      );
  }
}

function intervalLegend(omitted: number, isRegister: boolean): string {
  const order = isRegister
    ? ' Dots are an order in which each operation but the last takes effect; below is what the register holds in that order.'
    : '';
  return `Each bar is an operation from its invocation to its completion; one without a right end has an unknown outcome. The order of events is exact, distances are not to scale.${order}${left(omitted, 'operations')}`;
}

function left(omitted: number, what: string): string {
  return omitted === 0 ? '' : ` ${omitted} other ${what} are left out.`;
}
