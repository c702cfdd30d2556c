/** Findings in groups of one cause each, so that a reader sees what went wrong before how often. */

import type { Finding } from '../findings/finding.js';

export interface FindingGroup {
  readonly title: string;
  /** Numbers of its findings in the list of all, in their order. */
  readonly members: readonly number[];
  /** One for each thing that it is about, with the number of the first finding about it. */
  readonly chips: readonly { readonly text: string; readonly finding: number }[];
}

/** What stands before the cause of a kind, if that alone would not say what happened. */
const LEADS: Readonly<Record<string, string>> = { lost: 'missing: ', late: 'late: ' };

/** In the order of their first findings: root causes come first. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, number[]>();
  for (const [i, { kind, group }] of findings.entries()) {
    const key = group === undefined ? `${i}` : `${kind} ${group}`;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [i]);
    else members.push(i);
  }
  return [...groups.values()].map((members) => groupOf(members, findings));
}

function groupOf(members: readonly number[], findings: readonly Finding[]): FindingGroup {
  const first = findings[members[0] ?? 0];
  const chips = new Map<string, number>();
  for (const finding of members) {
    const chip = findings[finding]?.chip;
    if (chip !== undefined && !chips.has(chip)) chips.set(chip, finding);
  }
  const cause = first?.group;
  const title =
    cause === undefined ? (first?.text.split('\n')[0] ?? '') : `${LEADS[first?.kind ?? ''] ?? ''}${cause}`;
  return { title, members, chips: [...chips].map(([text, finding]) => ({ text, finding })) };
}
