/** What a summary says of faults: each with its times where they are few, else each kind with how often. */

import { span } from '../explanations/words.js';
import type { ReportedFault } from '../faults/faults.js';
import { printable } from '../text/printable.js';
import type { SummaryLine } from './summary-layout.js';

const FEW = 4;

export function faultLines(faults: readonly ReportedFault[]): readonly SummaryLine[] {
  const texts =
    faults.length <= FEW ? faults.map(faultWords) : [...byKind(faults)].map(([kind, all]) => many(kind, all));
  return texts.map((text, i) => [i === 0 ? 'faults' : '', printable(text)]);
}

export function faultWords(fault: ReportedFault): string {
  return `${span(fault)} ${fault.fault} ${fault.text}`;
}

function byKind(faults: readonly ReportedFault[]): ReadonlyMap<string, readonly ReportedFault[]> {
  const kinds = new Map<string, ReportedFault[]>();
  for (const each of faults) kinds.set(each.fault, [...(kinds.get(each.fault) ?? []), each]);
  return kinds;
}

function many(kind: string, faults: readonly ReportedFault[]): string {
  const [first] = faults;
  if (first === undefined || faults.length === 1) return first === undefined ? '' : faultWords(first);
  const to = faults.some((each) => each.to === undefined)
    ? 'the end'
    : `${Math.max(...faults.map((each) => each.to ?? 0)).toFixed(1)} s`;
  return `${kind} ${faults.length} times, from ${first.from.toFixed(1)} s to ${to}`;
}
