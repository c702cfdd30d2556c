/** The line above the diagram: which time is shown, how many messages pass the filters, whose journey is lit. */

import { byId, shown } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import type { Selection } from './selection.js';

export class Status {
  readonly #line = byId('count');
  readonly #selection: Selection;
  readonly #window: TimeWindow;

  constructor(selection: Selection, window: TimeWindow) {
    this.#selection = selection;
    this.#window = window;
    window.onChange(() => this.#tell());
    selection.onChange(() => this.#tell());
    this.#tell();
  }

  /** In place of the line, until something changes. */
  readonly busy = (words: string): void => {
    this.#line.textContent = words;
  };

  #tell(): void {
    const { shown: number, run, journey, followed } = this.#selection;
    const { from, to, width } = this.#window;
    const digits = Math.max(1, Math.min(9, 2 - Math.floor(Math.log10(width / 1e9))));
    const time = (at: number): string => String(Number((at / 1e9).toFixed(digits)));
    const all = run.messages.length.toLocaleString('en');
    const filtered =
      number === run.messages.length
        ? `${all} messages in all`
        : `${number.toLocaleString('en')} of ${all} messages pass the filters`;
    const size = journey?.size ?? 0;
    const lit =
      journey === undefined || followed === ''
        ? ''
        : `; ${size} ${size === 1 ? 'message carries' : 'messages carry'} ${shown(followed)} or ${size === 1 ? 'answers' : 'answer'} one that does`;
    this.#line.textContent = `${time(from)} to ${time(to)} s, ${filtered}${lit}`;
  }
}
