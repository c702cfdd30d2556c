/** Text of any origin for the markup of a report. */

import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';

/** Escaped, line by line, with control and bidirectional characters spelled out. */
export function text(words: string): string {
  return escapeMarkup(words.split('\n').map(printable).join('\n'));
}
