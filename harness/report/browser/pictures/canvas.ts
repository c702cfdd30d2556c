/** What the pictures share: the frame, an operation that can be selected, texts that fit. */

import { printable } from '../../../text/printable.js';
import { fitted } from '../../../text/clipped.js';
import { svg } from '../../../page/browser/svg.js';
import type { DrawnOperation } from '../../pictures/picture.js';

/** About the width of a character of the pictures' text, in pixels. */
export const CHARACTER = 6.6;

/** Opens the details of an operation, by the index of its invocation. */
export type Select = (index: number) => void;

/** `label` says what is seen; its parts can be reached one by one. */
export function frame(
  label: string,
  { width, height }: { readonly width: number; readonly height: number },
  ...children: readonly Node[]
): SVGSVGElement {
  return svg(
    'svg',
    {
      class: 'picture',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': printable(label),
    },
    ...children,
  );
}

/** A group of shapes that stands for an operation: a button for pointers, keys and screen readers. */
export function operationButton(
  operation: DrawnOperation,
  about: { readonly kind: string; readonly words?: string; readonly select: Select },
  ...shapes: readonly Node[]
): SVGGElement {
  const { kind, words = '', select } = about;
  const text = [inWords(operation), words].filter((each) => each !== '').join(', ');
  const group = svg(
    'g',
    {
      class: `operation ${kind}`,
      role: 'button',
      tabindex: 0,
      'aria-label': text,
      'data-operation': operation.index,
      'data-card': text,
    },
    svg('title', {}, text),
    ...shapes,
  );
  group.addEventListener('click', () => select(operation.index));
  group.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    select(operation.index);
  });
  return group;
}

function inWords({ label, process, begin, finish, end }: DrawnOperation): string {
  const until =
    finish === undefined
      ? end === 'open'
        ? ' on, never answered'
        : ' on, outcome unknown'
      : ` to ${seconds(finish)}${end === 'fail' ? ', failed' : ''}`;
  return printable(`${label}, process ${process}, ${seconds(begin)}${until}`);
}

export function seconds(time: number, digits = 3): string {
  return `${(time / 1e9).toFixed(digits)} s`;
}

/** One line of text, cut to the room that there is. */
export function line(
  text: string,
  place: {
    readonly x: number;
    readonly y: number;
    readonly room?: number;
    readonly kind?: string;
    readonly anchor?: 'start' | 'middle' | 'end';
  },
): SVGTextElement {
  const { x, y, room = Infinity, kind = '', anchor = 'start' } = place;
  const most = Math.max(1, Math.floor(room / CHARACTER));
  return svg('text', { x, y, class: kind, 'text-anchor': anchor }, printable(fitted(text, most)));
}

/** A text as lines of at most so many pixels, broken at blanks where there are some. */
export function wrapped(text: string, room: number): readonly string[] {
  const most = Math.max(8, Math.floor(room / CHARACTER));
  const lines: string[] = [];
  for (const word of printable(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines.splice(-1, 1, `${last} ${word}`);
    else for (let at = 0; at < Math.max(1, word.length); at += most) lines.push(word.slice(at, at + most));
  }
  return lines;
}
