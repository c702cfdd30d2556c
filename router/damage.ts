/**
 * Damage to a message on its way: one byte of its body arrives other than it was sent.
 *
 * Only printable ASCII is hit, and stays what it is within its block of 32 codes: a line stays one line, and UTF-8
 * stays UTF-8. What arrives may be JSON that says something else, or no JSON at all.
 */

import { membersOf } from '../node/index.js';

export interface Damage {
  /** Which byte of the body that can be hit: 0 is the first, and 1, which is excluded, is behind the last. */
  readonly place: number;
  /** Which of its bits is flipped, from 0 to `DAMAGED_BITS` excluded. */
  readonly bit: number;
}

/** How many of a byte's bits can be flipped, from the lowest on. */
export const DAMAGED_BITS = 5;

/** The line of a message, damaged. A line without a body, which no message is, stays as it is. */
export function damaged(line: string, { place, bit }: Damage): string {
  const { from, to } = bodyIn(line);
  const hit: number[] = [];
  for (let i = from; i < to; i++) if (isPrintable(line.charCodeAt(i))) hit.push(i);
  const at = hit[Math.floor(place * hit.length)];
  if (at === undefined) return line;
  return line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ (1 << bit)) + line.slice(at + 1);
}

/** Where the value of the member `body` stands; nowhere if there is none. */
function bodyIn(line: string): { readonly from: number; readonly to: number } {
  let end = 0;
  let body = { from: 0, to: 0 };
  for (const { key, value, text } of membersOf(line)) {
    const start = line.indexOf(text, end);
    end = start + text.length;
    if (key === 'body') {
      const from = start + text.lastIndexOf(value);
      // Of several the last counts, as for JSON.parse.
      body = { from, to: from + value.length };
    }
  }
  return body;
}

function isPrintable(code: number): boolean {
  return code >= 0x20 && code < 0x7f;
}
