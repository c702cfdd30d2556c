/** A card beside the pointer that says in words what is under it. A help for the eye: all of it can be had by keys too. */

import { el } from './dom.js';

export interface HoverText {
  readonly title: string;
  /** Lines of plain text, or names with values. */
  readonly lines?: readonly (string | readonly [name: string, value: string])[];
}

/** Pixels from the pointer, and from the edges of the window. */
const AWAY = 14;
const EDGE = 8;

let card: HTMLElement | undefined;

/** `at` is asked for what is at a position of the element, in its pixels. Fingers get no card: what they tap is chosen. */
export function hoverCard(element: HTMLElement, at: (x: number, y: number) => HoverText | undefined): void {
  let frame = 0;
  const hide = (): void => {
    cancelAnimationFrame(frame);
    if (card !== undefined) card.hidden = true;
  };
  element.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const { left, top } = element.getBoundingClientRect();
      const text = at(event.clientX - left, event.clientY - top);
      if (text === undefined) hide();
      else show(text, event.clientX, event.clientY);
    });
  });
  for (const type of ['pointerleave', 'pointerdown', 'wheel'] as const)
    element.addEventListener(type, hide, { passive: true });
}

function show({ title, lines = [] }: HoverText, x: number, y: number): void {
  if (card === undefined) {
    card = el('div', { class: 'tip', 'aria-hidden': 'true' });
    document.body.append(card);
  }
  const facts = lines.filter((line): line is readonly [string, string] => typeof line !== 'string');
  const words = lines.filter((line): line is string => typeof line === 'string');
  card.replaceChildren(
    el('b', {}, title),
    ...(facts.length === 0
      ? []
      : [el('dl', {}, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]))]),
    ...words.map((line) => el('div', {}, line)),
  );
  card.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + AWAY + width > innerWidth - EDGE ? x - AWAY - width : x + AWAY;
  const top = y + AWAY + height > innerHeight - EDGE ? y - AWAY - height : y + AWAY;
  card.style.left = `${Math.max(EDGE, left)}px`;
  card.style.top = `${Math.max(EDGE, top)}px`;
}
