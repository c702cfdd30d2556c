/** Who had a value from when on, as far as messages show it. */

import { DELIVERED, type Run } from './run.js';

/**
 * `carriers`: 1 for each message in which the value occurs. An endpoint had it from the arrival of the first of them, or from
 * the first that it sent; NaN if there is none. Damaged messages bring nothing for certain.
 */
export function knowledgeOf({ messages, data }: Run, carriers: Uint8Array): Float64Array {
  const known = new Float64Array(data.endpoints.length).fill(NaN);
  const { src, dest, sent, end, outcome, length } = messages;
  const had = (endpoint: number, time: number): void => {
    const before = known[endpoint] ?? NaN;
    if (Number.isNaN(before) || time < before) known[endpoint] = time;
  };
  for (let row = 0; row < length; row++) {
    if (carriers[row] !== 1) continue;
    had(src[row] ?? 0, sent[row] ?? 0);
    if (outcome[row] === DELIVERED) had(dest[row] ?? 0, end[row] ?? 0);
  }
  return known;
}
