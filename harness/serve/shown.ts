/** Text of a run, ready for a page: bounded, without control characters, and escaped. */

import { clipped } from '../text/clipped.js';
import { briefFigure } from '../text/rounded.js';
import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';

const MOST = 300;

export function shown(text: string, most = MOST): string {
  return escapeMarkup(printable(clipped(text, most)));
}

/** As JSON. A value that is nested too deeply for that is not shown in detail. */
export function shownJson(value: unknown, most = MOST): string {
  try {
    return shown(JSON.stringify(value) ?? '', most);
  } catch {
    return '(nested too deeply to show)';
  }
}

/** Three significant digits, and all before the point. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '-';
  return briefFigure(value);
}
