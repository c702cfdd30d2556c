/** The words of explanations: times, messages, and which fault it was that dropped one. */

import { isClientId, printExact, SECOND } from '../../node/index.js';
import type { Fault } from '../faults.js';
import { printable } from '../printable.js';
import type { Carry } from './spread.js';

const SHOWN = 60;

/** `4.10 s`. */
export function at(time: number): string {
  return `${(time / SECOND).toFixed(2)} s`;
}

export function valueText(value: unknown): string {
  const text = printable(printExact(value));
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

export function link({ src, dest }: Carry): string {
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

/** The fault of this kind that was in force at some time between the two; of several the one that began last. */
export function faultIn(
  faults: readonly Fault[],
  kind: string,
  begin: number,
  end: number,
  node?: string,
): Fault | undefined {
  return faults.findLast(
    ({ fault, text, from, to = Infinity }) =>
      fault === kind &&
      end / SECOND >= from - 0.001 &&
      begin / SECOND <= to + 0.001 &&
      (node === undefined || hits(text, node)),
  );
}

/** Whether a fault's text, such as `one: n1 n2`, names a node. */
export function hits(text: string, node: string): boolean {
  return text.split(/[\s:]+/).includes(node);
}

/** What dropped a message: `dropped by partition majority (3.2-9.8 s)`. */
export function dropText(
  { dropped = '', dest, sentAt, endedAt = sentAt }: Carry,
  faults: readonly Fault[],
): string {
  const fault = (kind: string, node?: string): Fault | undefined =>
    faultIn(faults, kind, endedAt, endedAt, node) ?? faultIn(faults, kind, sentAt, sentAt, node);
  switch (dropped) {
    case 'partition':
      return `dropped by ${told(fault('partition'), faultText) ?? 'a partition'}`;
    case 'loss':
      return `lost by chance${suffix(told(fault('loss'), faultText))}`;
    case 'dead':
      return `dropped because ${printable(dest)} was dead${suffix(told(fault('kill', dest), (kill) => `killed ${span(kill)}`))}`;
    case 'overflow':
      return `dropped because ${printable(dest)} did not read its input`;
    case 'closed':
      return `dropped because ${isClientId(dest) ? 'the client' : printable(dest)} was gone`;
    default:
      return `dropped (${printable(dropped)})`;
  }
}

function told(fault: Fault | undefined, tell: (fault: Fault) => string): string | undefined {
  return fault === undefined ? undefined : tell(fault);
}

function suffix(text: string | undefined): string {
  return text === undefined ? '' : ` (${text})`;
}
