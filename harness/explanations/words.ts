/** Words that explanations share: times, values, links and faults. */

import { clipped } from '../text/clipped.js';
import { printExact, SECOND } from '../../node/index.js';
import type { Fault } from '../faults/fault.js';
import { kindNamed } from '../faults/kinds/index.js';
import { printable } from '../text/printable.js';

const SHOWN = 60;

/** `4.10 s`. */
export function at(time: number): string {
  return `${(time / SECOND).toFixed(2)} s`;
}

export function valueText(value: unknown): string {
  const text = printable(printExact(value));
  return clipped(text, SHOWN);
}

export function link({ src, dest }: { readonly src: string; readonly dest: string }): string {
  return `${printable(src)} -> ${printable(dest)}`;
}

/** `partition majority (3.2-9.8 s)`. */
export function faultText(fault: Fault): string {
  const { brief, describe } = kindNamed(fault.kind);
  return `${fault.kind} ${printable(brief?.(fault) ?? describe(fault))} (${span(fault)})`;
}

/** `3.2-9.8 s`, or `from 3.2 s on`. */
export function span({ from, to }: Pick<Fault, 'from' | 'to'>): string {
  return to === undefined ? `from ${from.toFixed(1)} s on` : `${from.toFixed(1)}-${to.toFixed(1)} s`;
}
