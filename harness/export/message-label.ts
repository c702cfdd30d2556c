/** A message in a few words: `gossip #7 re 3 {"values":[5]}`. Printable, and not yet escaped for any syntax. */

import { printable } from '../text/printable.js';
import type { SentMessage } from '../store/journal-reader.js';
import { clip } from '../text/columns.js';
import { faultText, fieldText, partsOf } from '../trace/message-text.js';
import type { PlacedFault } from '../trace/journeys.js';

export function messageLabel(message: SentMessage, columns: number): string {
  const { request, reply, rest } = partsOf(message);
  const words = [
    typeLabel(message),
    ...(request === undefined ? [] : [`#${fieldText(request)}`]),
    ...(reply === undefined ? [] : [`re ${fieldText(reply)}`]),
    ...(rest === '{}' ? [] : [rest]),
  ];
  return shortened(words.join(' '), columns);
}

export function typeLabel({ body: { type } }: SentMessage): string {
  return type === undefined ? '(no type)' : shortened(fieldText(type), 40);
}

export function faultLabel(fault: PlacedFault, columns: number): string {
  return shortened(faultText(fault), columns);
}

export function shortened(text: string, columns: number): string {
  // Escaping never shortens a text: no more of a megabyte is escaped than can be shown.
  return clip(printable(text.slice(0, 2 * columns + 2)), columns);
}
