/** Filters as chips with counts: one of a row is pressed. */

import { button, el } from '../../../page/browser/dom.js';

export interface Chip {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export class Chips {
  readonly #place: HTMLElement;
  readonly #onChoice: () => void;
  #chosen = '';

  constructor(place: HTMLElement, onChoice: () => void) {
    this.#place = place;
    this.#onChoice = onChoice;
  }

  get chosen(): string {
    return this.#chosen;
  }

  set chosen(value: string) {
    this.#chosen = value;
  }

  /** The focus stays on the chip of the same value. */
  show(chips: readonly Chip[]): void {
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['value'] : undefined;
    const hadFocus = this.#place.contains(document.activeElement);
    const elements = chips.map(({ value, label, count }) => {
      const element = button(`${label} `, () => {
        this.#chosen = value;
        this.#onChoice();
      });
      element.className = 'chip';
      element.dataset['value'] = value;
      element.setAttribute('aria-pressed', String(value === this.#chosen));
      element.append(el('span', { class: 'count' }, String(count)));
      return element;
    });
    this.#place.replaceChildren(...elements);
    if (hadFocus) elements.find((each) => each.dataset['value'] === focused)?.focus();
  }
}
