/** The controls of a report: filters, search, the journey of a value, the legend, the buttons. */

import { byId, el, shown } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import type { ClientLanes } from './lanes.js';
import { Search } from './search.js';
import type { Selection } from './selection.js';
import type { TypeColors } from './type-colors.js';

const LEGEND_SHOWN = 24;

export class Tools {
  readonly #selection: Selection;
  readonly #window: TimeWindow;
  readonly #search: Search;
  readonly #count = byId('count');
  readonly #text = byId('f-text', HTMLInputElement);
  readonly #value = byId('f-value', HTMLInputElement);
  #note = '';
  /** The value whose journey is highlighted. */
  #followed = '';

  constructor(selection: Selection, window: TimeWindow, colors: TypeColors) {
    this.#selection = selection;
    this.#window = window;
    this.#search = new Search(selection.run);
    const form = byId('filters', HTMLFormElement);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#applyAll();
    });
    form.addEventListener('change', () => void this.#applyAll());
    form.addEventListener('reset', () => {
      // The fields are emptied after this event.
      setTimeout(() => {
        selection.hiddenTypes.clear();
        selection.standOut(undefined);
        selection.choose(undefined);
        window.showAll();
        this.#showWindow();
        for (const box of document.querySelectorAll<HTMLInputElement>('#legend input')) box.checked = true;
        void this.#applyAll();
      });
    });
    const act = (id: string, action: () => void): void => byId(id).addEventListener('click', action);
    act('zoom-in', () => window.zoom(0.5));
    act('zoom-out', () => window.zoom(2));
    act('earlier', () => window.move(-0.4));
    act('later', () => window.move(0.4));
    act('whole', () => window.showAll());
    window.onChange(() => this.#showWindow());
    selection.onChange(() => this.#tell());
    this.#legend(colors);
    this.#showWindow();
    this.#tell();
  }

  /** Follows a value, given as JSON: highlights its messages, and the window shows all of them. */
  async follow(text: string): Promise<void> {
    this.#value.value = text;
    this.#followed = '';
    await this.#applyAll();
    byId('workspace').scrollIntoView({ block: 'start' });
    byId('diagram').focus({ preventScroll: true });
  }

  async #applyAll(): Promise<void> {
    const node = byId('f-node', HTMLSelectElement).value;
    const outcome = byId('f-outcome', HTMLSelectElement).value;
    this.#selection.filters = {
      node: node === '' ? undefined : Number(node),
      outcome: outcome === '' ? undefined : outcome === 'not' ? 'not' : Number(outcome),
    };
    this.#selection.lanes.clients = byId('f-clients', HTMLSelectElement).value as ClientLanes;
    this.#applyTimes();
    const [text, value] = [this.#text.value, this.#value.value.trim()];
    this.#search.stop();
    this.#selection.found = undefined;
    if (text !== '') {
      const found = await this.#search.text(text, (share) => this.#busy('searching', share));
      if (found === undefined) return;
      this.#selection.found = found;
    }
    this.#note = '';
    this.#selection.apply();
    if (value === '') {
      this.#followed = '';
      this.#selection.standOut(undefined);
    } else await this.#followNow(value);
  }

  async #followNow(text: string): Promise<void> {
    const found = await this.#search.value(parse(text), (share) => this.#busy('following', share));
    if (found === undefined) return;
    const journey = new Set<number>();
    const { messages } = this.#selection.run;
    let [from, to] = [Infinity, -Infinity];
    for (let row = 0; row < found.length; row++) {
      if (found[row] !== 1) continue;
      journey.add(row);
      // Reads show the value until the end; the journey is about how it spread.
      if (this.#selection.run.data.causes[messages.cause[row] ?? 0] === 'client' && journey.size > 2)
        continue;
      from = Math.min(from, messages.sent[row] ?? 0);
      to = Math.max(to, messages.end[row] ?? 0);
    }
    this.#note = `${journey.size} messages carry ${shown(text)} or answer one that does`;
    this.#selection.standOut(journey);
    // Once: afterwards the reader may look elsewhere, and filter.
    if (journey.size > 0 && text !== this.#followed) this.#window.show(from, to);
    this.#followed = text;
  }

  #applyTimes(): void {
    const from = secondsIn(byId('f-from', HTMLInputElement));
    const to = secondsIn(byId('f-to', HTMLInputElement));
    const { window } = this;
    const begin = Number.isFinite(from) ? from * 1e9 : 0;
    const end = Number.isFinite(to) ? to * 1e9 : window.end;
    // The fields show rounded numbers: only a field that was edited counts.
    if (end > begin && (round(begin) !== round(window.from) || round(end) !== round(window.to)))
      window.set(begin, end);
  }

  get window(): TimeWindow {
    return this.#window;
  }

  #showWindow(): void {
    for (const [id, time] of [
      ['f-from', this.#window.from],
      ['f-to', this.#window.to],
    ] as const) {
      const field = byId(id, HTMLInputElement);
      // A field is not overwritten while the reader types in it.
      if (field !== document.activeElement) field.value = round(time);
    }
    this.#tell();
  }

  #busy(what: string, share: number): void {
    this.#count.textContent = `${what}… ${Math.round(share * 100)} %`;
  }

  #tell(): void {
    const { shown: number, run } = this.#selection;
    const all = run.messages.length.toLocaleString('en');
    const filtered =
      number === run.messages.length
        ? `${all} messages in all`
        : `${number.toLocaleString('en')} of ${all} messages pass the filters`;
    const note = this.#selection.journey === undefined ? '' : `; ${this.#note}`;
    this.#count.textContent = `${round(this.#window.from)} to ${round(this.#window.to)} s, ${filtered}${this.#note === '' ? '' : note}`;
  }

  /** Each type of message with its colour and a box to hide it. */
  #legend(colors: TypeColors): void {
    const { data } = this.#selection.run;
    const entries = colors.order.slice(0, LEGEND_SHOWN).map((type) => {
      const box = el('input', { type: 'checkbox', checked: '' });
      box.addEventListener('change', () => {
        if (box.checked) this.#selection.hiddenTypes.delete(type);
        else this.#selection.hiddenTypes.add(type);
        this.#selection.apply();
      });
      const place = colors.place(type);
      const swatch = el('i', { class: place === undefined ? 'swatch' : `swatch s${place}` });
      return el(
        'label',
        {},
        box,
        swatch,
        `${shown(data.types[type] ?? '')} (${(colors.counts[type] ?? 0).toLocaleString('en')})`,
      );
    });
    const more = colors.order.length - LEGEND_SHOWN;
    byId('legend').replaceChildren(...entries, ...(more > 0 ? [`and ${more} more types`] : []));
  }
}

function round(time: number): string {
  return String(Number((time / 1e9).toFixed(4)));
}

/** JSON if it is valid JSON, else the text itself. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** NaN if the field is empty, or holds no number. */
function secondsIn({ value }: HTMLInputElement): number {
  return value.trim() === '' ? NaN : Number(value);
}
