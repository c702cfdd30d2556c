/** The form of filters: what it says is what the selection shows, and what is followed. */

import { byId } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { Follow } from './follow.js';
import type { ClientLanes } from './lanes.js';
import { Search } from './search.js';
import type { Selection } from './selection.js';

const CLIENT_LANES: readonly ClientLanes[] = ['ticks', 'one', 'each', 'none'];

export class Filters {
  readonly #selection: Selection;
  readonly #window: TimeWindow;
  readonly #search: Search;
  readonly #follow: Follow;
  readonly #busy: (words: string) => void;
  readonly #form = byId('filters', HTMLFormElement);
  readonly #node = byId('f-node', HTMLSelectElement);
  readonly #outcome = byId('f-outcome', HTMLSelectElement);
  readonly #clients = byId('f-clients', HTMLSelectElement);
  readonly #text = byId('f-text', HTMLInputElement);
  readonly #value = byId('f-value', HTMLInputElement);
  /** The text that was searched for last. */
  #searched = '';

  /** `busy` shows how far a search has come. */
  constructor(selection: Selection, window: TimeWindow, busy: (words: string) => void) {
    this.#selection = selection;
    this.#window = window;
    this.#busy = busy;
    this.#search = new Search(selection.run);
    this.#follow = new Follow(selection, window, this.#search, busy);
    this.#clients.value = selection.lanes.clients;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.apply({ zoom: true });
    });
    this.#form.addEventListener('change', () => void this.apply({ zoom: true }));
    this.#form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.reset();
    });
    const more = byId('more', HTMLButtonElement);
    more.addEventListener('click', () => {
      this.#form.hidden = !this.#form.hidden;
      more.setAttribute('aria-expanded', String(!this.#form.hidden));
    });
    window.onChange(() => this.#showWindow());
    this.#showWindow();
  }

  /** All as at first, and the whole run. */
  reset(): void {
    const { hiddenTypes, lanes } = this.#selection;
    for (const field of [this.#node, this.#outcome, this.#text, this.#value]) field.value = '';
    hiddenTypes.clear();
    this.#clients.value = lanes.usual;
    this.#selection.letGo();
    this.#window.showAll();
    this.#showWindow();
    void this.apply({ zoom: false });
  }

  /** With `zoom`, as is usual, the window shows its journey. */
  async follow(value: string, zoom = true): Promise<void> {
    this.#value.value = value;
    await this.apply({ zoom });
  }

  /** The fields as parts of a link; only those that say something. */
  read(): Readonly<Record<string, string>> {
    const { value: clients } = this.#clients;
    const all = {
      node: this.#node.value === '' ? '' : this.#labelOf(this.#node),
      outcome: this.#outcome.value === '' ? '' : this.#labelOf(this.#outcome),
      clients: clients === this.#selection.lanes.usual ? '' : clients,
      text: this.#text.value,
      value: this.#value.value.trim(),
    };
    return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
  }

  /** Fills the fields from the parts of a link, and applies them. */
  async write(parts: Readonly<Record<string, string | undefined>>): Promise<void> {
    const choose = (select: HTMLSelectElement, label: string | undefined): void => {
      select.value = [...select.options].find(({ text }) => text === label)?.value ?? '';
    };
    choose(this.#node, parts['node']);
    choose(this.#outcome, parts['outcome']);
    this.#clients.value =
      CLIENT_LANES.find((each) => each === parts['clients']) ?? this.#selection.lanes.usual;
    this.#text.value = parts['text'] ?? '';
    this.#value.value = parts['value'] ?? '';
    await this.apply({ zoom: false });
  }

  /** Shows what the fields say. With `zoom` the window moves to the journey of a value that was not followed before. */
  async apply({ zoom }: { readonly zoom: boolean }): Promise<void> {
    const selection = this.#selection;
    const outcome = this.#outcome.value;
    selection.filters = {
      node: this.#node.value === '' ? undefined : Number(this.#node.value),
      outcome: outcome === '' ? undefined : outcome === 'not' ? 'not' : Number(outcome),
    };
    selection.lanes.clients = CLIENT_LANES.find((each) => each === this.#clients.value) ?? 'ticks';
    this.#applyTimes();
    this.#search.stop();
    if (!(await this.#applyText())) return;
    selection.apply();
    const value = this.#value.value.trim();
    if (value === '') {
      if (selection.followed !== '') selection.standOut(undefined);
    } else if (value !== selection.followed) await this.#follow.value(value, zoom);
  }

  /** Resolves to false if another search came between. */
  async #applyText(): Promise<boolean> {
    const text = this.#text.value;
    if (text === '') this.#selection.found = undefined;
    else if (text !== this.#searched || this.#selection.found === undefined) {
      const found = await this.#search.text(text, (share) =>
        this.#busy(`searching… ${Math.round(share * 100)} %`),
      );
      if (found === undefined) return false;
      this.#selection.found = found;
    }
    this.#searched = text;
    return true;
  }

  #labelOf(select: HTMLSelectElement): string {
    return select.selectedOptions[0]?.text ?? '';
  }

  #applyTimes(): void {
    const from = secondsIn(byId('f-from', HTMLInputElement));
    const to = secondsIn(byId('f-to', HTMLInputElement));
    const window = this.#window;
    const begin = Number.isFinite(from) ? from * 1e9 : 0;
    const end = Number.isFinite(to) ? to * 1e9 : window.end;
    // The fields show rounded numbers: only a field that was edited counts.
    if (end > begin && (round(begin) !== round(window.from) || round(end) !== round(window.to)))
      window.set(begin, end);
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
  }
}

function round(time: number): string {
  return String(Number((time / 1e9).toFixed(3)));
}

/** NaN if the field is empty, or holds no number. */
function secondsIn({ value }: HTMLInputElement): number {
  return value.trim() === '' ? NaN : Number(value);
}
