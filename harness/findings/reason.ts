/** Why a run is not valid, in one line: the first of its findings. For lists of runs. */

import { findingsOf } from './findings.js';
import type { RunSummary } from './run-summary.js';

/** Undefined for a valid run in which no node crashed. Bounded by the caller: a finding may quote a node. */
export function reasonOf(summary: RunSummary): string | undefined {
  const { valid, crashed, figures } = summary;
  if (valid === true && crashed.length === 0) return undefined;
  // A list has no room for cures.
  const diagnoses = summary.diagnoses.map((each) => ({ ...each, cure: '' }));
  const first = findingsOf({ ...summary, diagnoses }).find(({ kind }) => kind !== 'late');
  if (first === undefined) return undefined;
  const [line = ''] = first.text.split('\n');
  const text = line.replace(/; hint: $/, '');
  const lost = figures.values?.lost ?? 0;
  // A finding of one value, which its messages explain, stands for all.
  const isExample = first.kind === 'lost' && first.messages !== undefined;
  return isExample && lost > 1 ? `${lost} values are lost: ${text}` : text;
}
