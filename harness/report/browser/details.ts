/**
 * The pane of details: the finding that the reader came from, and all data of the chosen message or operation. On a narrow
 * screen it is a sheet that can be closed.
 */

import { button, byId, el, shown } from '../../page/browser/dom.js';
import { messageDetails } from './message-details.js';
import { operationDetails, operationTitle } from './operation-details.js';
import type { Rows } from './rows.js';
import type { View } from './view.js';
import { messageTitle, outcome, seconds } from './words.js';

/** The most operations that a finding links to. */
const OPERATIONS = 8;

export class Details {
  readonly #box = byId('details');
  readonly #announce = byId('announce');
  readonly #view: View;
  readonly #rows: Rows;
  /** What the pane says while nothing is chosen. */
  readonly #guide: readonly Node[];
  #shown = '';
  /** Resolves when what was chosen last is shown. */
  settled = Promise.resolve();

  constructor(view: View, rows: Rows) {
    this.#view = view;
    this.#rows = rows;
    this.#guide = [...this.#box.childNodes];
    view.selection.onChange(() => {
      this.settled = this.#show();
    });
  }

  async #show(): Promise<void> {
    const { chosen, chosenOperation, finding } = this.#view.selection;
    const what = `${finding ?? ''} ${chosen ?? ''} ${chosenOperation ?? ''}`;
    if (what === this.#shown) return;
    this.#shown = what;
    this.#say();
    const content = [
      ...(finding === undefined ? [] : this.#finding(finding)),
      ...(chosen !== undefined
        ? await messageDetails(this.#view, chosen)
        : chosenOperation !== undefined
          ? await operationDetails(this.#view, chosenOperation)
          : []),
    ];
    // Another message may have been chosen while the body was unpacked.
    if (this.#shown !== what) return;
    if (content.length === 0) this.#box.replaceChildren(...this.#guide);
    else this.#box.replaceChildren(this.#bar(), ...content);
    this.#box.scrollTop = 0;
    delete this.#box.dataset['peek'];
  }

  /** On a narrow screen only the beginning of the sheet is seen, so that it does not hide the diagram. */
  peek(): void {
    this.#box.dataset['peek'] = '';
  }

  /** For readers who do not see the diagram. */
  #say(): void {
    const { run, selection } = this.#view;
    const { chosen, chosenOperation } = selection;
    if (chosen !== undefined)
      this.#announce.textContent = `${messageTitle(run, chosen)}, ${outcome(run, chosen)}`;
    else if (chosenOperation !== undefined) this.#announce.textContent = operationTitle(run, chosenOperation);
    else this.#announce.textContent = 'Nothing is chosen.';
  }

  #bar(): HTMLElement {
    const more = button('Details', () => {
      if (this.#box.dataset['peek'] === undefined) this.peek();
      else delete this.#box.dataset['peek'];
    });
    more.className = 'bare unfold';
    return el('div', { class: 'sheet-bar' }, more, this.#close());
  }

  #close(): HTMLElement {
    const close = button('×', () => this.#view.selection.letGo());
    close.className = 'icon bare close';
    close.setAttribute('aria-label', 'clear the selection');
    close.title = 'clear the selection (Esc)';
    return close;
  }

  #finding(number: number): readonly Node[] {
    const { run } = this.#view;
    const finding = run.data.findings[number];
    if (finding === undefined) return [];
    const { text, messages = [], operations = [], value } = finding;
    const [head = ''] = text.split('\n');
    const rows = messages.map((id) => this.#rows.message(id)).filter((row) => row >= 0);
    return [
      el('p', { class: 'callout' }, shown(head)),
      el(
        'p',
        { class: 'buttons' },
        ...(rows.length > 0 ? [button('show messages', () => this.#view.showMessages(rows))] : []),
        ...(value === undefined ? [] : [button('follow value', () => void this.#view.follow(value))]),
        ...this.#rows
          .operations(operations)
          .slice(0, OPERATIONS)
          .map((row) =>
            button(`${operationTitle(run, row)} at ${seconds(run.operations.begin[row])}`, () =>
              this.#view.showOperation(row),
            ),
          ),
      ),
    ];
  }
}
