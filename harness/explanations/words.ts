/** Words that explanations share: times, values, links and faults. */

import { printExact, SECOND } from '../../node/index.js';
import type { Fault } from '../faults/faults.js';
import { printable } from '../text/printable.js';

const SHOWN = 60;

/** `4.10 s`. */
export function at(time: number): string {
  return `${(time / SECOND).toFixed(2)} s`;
}

export function valueText(value: unknown): string {
  const text = printable(printExact(value));
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

export function link({ src, dest }: { readonly src: string; readonly dest: string }): string {
  return `${printable(src)} -> ${printable(dest)}`;
}

/** `partition majority (3.2-9.8 s)`. */
export function faultText(found: Fault): string {
  const { fault, text } = found;
  // A partition that has a name is known by it; its groups are in the list of faults.
  const name = fault === 'partition' ? (text.split(':')[0] ?? text) : text;
  return `${fault} ${printable(name)} (${span(found)})`;
}

/** `3.2-9.8 s`, or `from 3.2 s on`. */
export function span({ from, to }: Fault): string {
  return to === undefined ? `from ${from.toFixed(1)} s on` : `${from.toFixed(1)}-${to.toFixed(1)} s`;
}
