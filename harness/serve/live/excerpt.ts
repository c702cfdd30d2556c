/** The beginning of a JSON value as text: reads no more than it shows, whatever the value's size and depth. */

import { clipped } from '../../text/clipped.js';
import { memberOf } from '../../text/value-at.js';

const MAX_DEPTH = 6;

export function excerptOf(value: unknown, length: number): string {
  const text = partOf(value, length, 0);
  return clipped(text, length);
}

function partOf(value: unknown, length: number, depth: number): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > length ? value.slice(0, length + 1) : value);
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  if (depth === MAX_DEPTH) return isList ? '[…]' : '{…}';
  let text = isList ? '[' : '{';
  // `in` and not Object.entries, which would first make a list of all members.
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (text.length > 1) text += ',';
    if (!isList) text += `${partOf(key, length, depth)}:`;
    text += partOf(memberOf(value, key), length, depth + 1);
    if (text.length > length) return text;
  }
  return text + (isList ? ']' : '}');
}
