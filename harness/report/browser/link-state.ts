/**
 * What is shown and chosen as the hash of the page's address, `#t=0.9-1.1&value=1&msg=34`: it survives reloading, can be sent
 * to somebody, and the browser's back button undoes a choice. Moving the window changes the present entry only.
 */

import type { View } from './view.js';

/** Milliseconds without a change after which the address follows. */
const REST = 250;
/** Digits of seconds: more than a pixel of the narrowest window. */
const DIGITS = 7;

export class LinkState {
  readonly #view: View;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was chosen when the address was written last. */
  #choice = '';

  constructor(view: View) {
    this.#view = view;
    const later = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#write(), REST);
    };
    view.window.onChange(later);
    view.selection.onChange(later);
    addEventListener('popstate', () => void this.read());
  }

  /** Shows what the address says. Resolves to false if it says nothing. */
  async read(): Promise<boolean> {
    const parts = new URLSearchParams(location.hash.slice(1));
    const { selection, window, run, filters } = this.#view;
    const [, from, to] = /^([\d.]+)-([\d.]+)$/.exec(parts.get('t') ?? '') ?? [];
    const hidden = parts.getAll('hide');
    selection.hiddenTypes.clear();
    for (const [type, name] of run.data.types.entries())
      if (hidden.includes(name)) selection.hiddenTypes.add(type);
    if (from === undefined || to === undefined) window.showAll();
    else window.set(Number(from) * 1e9, Number(to) * 1e9);
    await filters.write(Object.fromEntries(parts));
    const message = parts.has('msg') ? run.messages.id.indexOf(Number(parts.get('msg'))) : -1;
    const operation = parts.has('op') ? run.operations.index.indexOf(Number(parts.get('op'))) : -1;
    if (operation >= 0) selection.chooseOperation(operation);
    else selection.choose(message >= 0 ? message : undefined);
    if (!parts.has('value') && selection.journey !== undefined && selection.followed === '' && message < 0)
      selection.standOut(undefined);
    clearTimeout(this.#timer);
    this.#choice = this.#choiceNow().toString();
    return [...parts].length > 0 && (parts.has('t') || this.#choice !== '');
  }

  #choiceNow(): URLSearchParams {
    const { selection, run, filters } = this.#view;
    const parts = new URLSearchParams(filters.read());
    for (const type of selection.hiddenTypes) parts.append('hide', run.data.types[type] ?? '');
    if (selection.chosen !== undefined) parts.set('msg', String(run.messages.id[selection.chosen]));
    if (selection.chosenOperation !== undefined)
      parts.set('op', String(run.operations.index[selection.chosenOperation]));
    return parts;
  }

  #write(): void {
    const { window } = this.#view;
    const parts = this.#choiceNow();
    const choice = parts.toString();
    const seconds = (time: number): string => String(Number((time / 1e9).toFixed(DIGITS)));
    const time = window.isWhole ? '' : `t=${seconds(window.from)}-${seconds(window.to)}`;
    const hash = `#${[time, choice].filter((part) => part !== '').join('&')}`;
    if (hash === (location.hash === '' ? '#' : location.hash)) return;
    if (choice === this.#choice) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
    this.#choice = choice;
  }
}
