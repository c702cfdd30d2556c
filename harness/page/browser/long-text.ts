/**
 * A text of any length in an element, in pieces that a browser lays out as they come into view: one line of a million
 * characters takes it half a minute.
 */

import { el, shown } from './dom.js';

/** Characters in a piece. */
const PIECE = 2000;

/** Replaces the content of `box`, whose text is then `text` with unprintable characters escaped. */
export function setLongText(box: HTMLElement, text: string): void {
  const pieces: HTMLElement[] = [];
  for (let from = 0; from < text.length;) {
    const to = endOf(text, from);
    pieces.push(el('span', { class: 'piece' }, shown(text.slice(from, to))));
    from = to;
  }
  box.replaceChildren(...pieces);
}

/** After a line end if there is one, and never within a character. */
function endOf(text: string, from: number): number {
  if (text.length - from <= PIECE) return text.length;
  const to = from + PIECE;
  const line = text.lastIndexOf('\n', to - 1);
  if (line >= from) return line + 1;
  return /[\uD800-\uDBFF]/.test(text.charAt(to - 1)) ? to - 1 : to;
}
