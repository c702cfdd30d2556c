/** Each type of message with its colour, and a box to hide it. */

import { byId, el, shown } from '../../page/browser/dom.js';
import type { Selection } from './selection.js';
import type { TypeColors } from './type-colors.js';

const SHOWN = 24;

export class Legend {
  readonly #selection: Selection;
  readonly #boxes = new Map<number, HTMLInputElement>();

  constructor(selection: Selection, colors: TypeColors) {
    this.#selection = selection;
    const { data } = selection.run;
    const entries = colors.order.slice(0, SHOWN).map((type) => {
      const box = el('input', { type: 'checkbox', checked: '' });
      this.#boxes.set(type, box);
      box.addEventListener('change', () => {
        if (box.checked) selection.hiddenTypes.delete(type);
        else selection.hiddenTypes.add(type);
        selection.apply();
      });
      const place = colors.place(type);
      const swatch = el('i', { class: place === undefined ? 'swatch' : `swatch s${place}` });
      const count = (colors.counts[type] ?? 0).toLocaleString('en');
      return el('label', {}, box, swatch, `${shown(data.types[type] ?? '')} (${count})`);
    });
    const more = colors.order.length - SHOWN;
    byId('legend').replaceChildren(
      ...entries,
      ...(more > 0 ? [el('span', {}, `and ${more} more types`)] : []),
    );
    selection.onChange(() => this.#show());
  }

  #show(): void {
    for (const [type, box] of this.#boxes) box.checked = !this.#selection.hiddenTypes.has(type);
  }
}
