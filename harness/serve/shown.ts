/** Text that a run holds, as it stands on a page: bounded, with nothing in it that acts, and escaped. */

import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';

const MOST = 300;

export function shown(text: string, most = MOST): string {
  return escapeMarkup(printable(text.length <= most ? text : `${text.slice(0, most)}…`));
}

/** As JSON. What is nested too deeply for that is not looked into. */
export function shownJson(value: unknown, most = MOST): string {
  try {
    return shown(JSON.stringify(value) ?? '', most);
  } catch {
    return '(nested too deeply to show)';
  }
}

/** Three digits, and all that stand before the point. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '-';
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
