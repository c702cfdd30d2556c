/** The messages of the window as text, for the keyboard and for readers who do not see the diagram. */

import { button, byId, el, shown } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { endpointName, outcome } from './words.js';
import { visitMessages } from './run.js';
import type { Selection } from './selection.js';
import type { View } from './view.js';

const SHOWN = 100;
const BODY = 120;
/** Milliseconds without movement before the list is rebuilt. */
const REST = 150;

export class MessageList {
  readonly #box = byId('list');
  readonly #window: TimeWindow;
  readonly #selection: Selection;
  readonly #view: View;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(window: TimeWindow, view: View) {
    const { selection } = view;
    this.#window = window;
    this.#selection = selection;
    this.#view = view;
    const later = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#fill(), REST);
    };
    window.onChange(later);
    selection.onChange(later);
    later();
  }

  async #fill(): Promise<void> {
    const { run, mask, journey, chosen } = this.#selection;
    const { messages, data } = run;
    const rows: number[] = [];
    let count = 0;
    visitMessages(messages, this.#window.from, this.#window.to, (row) => {
      const listed = mask[row] === 1 && (journey === undefined || journey.has(row));
      if (listed && ++count <= SHOWN) rows.push(row);
      return true;
    });
    const bodies = await Promise.all(rows.map((row) => messages.body.row(row)));
    const lines = rows.map((row, i) =>
      el(
        'tr',
        row === chosen ? { class: 'chosen', 'aria-current': 'true' } : {},
        el(
          'td',
          {},
          button(String(messages.id[row]), () => this.#view.chooseMessage(row)),
        ),
        el('td', {}, ((messages.sent[row] ?? 0) / 1e9).toFixed(3)),
        el('td', {}, `${endpointName(run, messages.src[row])} → ${endpointName(run, messages.dest[row])}`),
        el('td', {}, shown(data.types[messages.type[row] ?? 0] ?? '')),
        el('td', {}, outcome(run, row)),
        el('td', { class: 'body' }, shown((bodies[i] ?? '').slice(0, BODY))),
      ),
    );
    const head = ['number', 'sent, s', 'link', 'type', 'outcome', 'body'].map((text) =>
      el('th', { scope: 'col' }, text),
    );
    const caption =
      count > SHOWN
        ? `The first ${SHOWN} of ${count.toLocaleString('en')} messages: zoom in or filter to see the others.`
        : `${count} ${count === 1 ? 'message' : 'messages'}.`;
    this.#box.replaceChildren(
      el(
        'table',
        { class: 'results' },
        el('caption', { class: 'quiet' }, caption),
        el('thead', {}, el('tr', {}, ...head)),
        el('tbody', {}, ...lines),
      ),
    );
  }
}
