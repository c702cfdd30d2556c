/**
 * Counters that only have to be right in the end: each final read must show a value that the adds allow. Spec section 7.5.
 *
 * An add that succeeded counts, one that failed does not, one that ended unknown may count or not. So the sums that can be
 * are intervals: the sum of the adds that succeeded, and for each unknown one the same once more, shifted by its delta. Two
 * intervals without a whole number between them are one. Reads before the final ones may show anything.
 *
 * An add that has no completion at all counts as one that did not happen, as with Maelstrom; a run that Eddy drives has none.
 * A final read of what is no whole number is an error here, where Maelstrom's own checker throws.
 */

import type { History } from '../history.js';
import type { Result } from './checker.js';

type Interval = readonly [low: number, high: number];

/** Beyond so many intervals a history is no longer worth its time; n unknown adds can make 2^n of them. */
const MAX_INTERVALS = 100_000;

export function counter(history: History): Result {
  const adds = history.filter(({ f, process }) => f === 'add' && process !== 'nemesis');
  const known = adds.filter(({ type }) => type === 'ok').reduce((sum, { value }) => sum + Number(value), 0);
  let acceptable: readonly Interval[] = [[known, known]];
  for (const { type, value } of adds) {
    if (type === 'info') acceptable = union(acceptable, shifted(acceptable, Number(value)));
    if (acceptable.length > MAX_INTERVALS) {
      return { valid: 'unknown', error: `the adds that ended unknown allow over ${MAX_INTERVALS} intervals` };
    }
  }
  const reads = history.filter(
    (operation) => operation.f === 'read' && operation.type === 'ok' && operation['final?'] === true,
  );
  const errors = reads.filter(({ value }) => !allows(acceptable, value));
  return {
    valid: errors.length === 0,
    errors: errors.length === 0 ? null : errors,
    'final-reads': reads.map(({ value }) => value),
    acceptable,
  };
}

function shifted(intervals: readonly Interval[], by: number): Interval[] {
  return intervals.map(([low, high]) => [low + by, high + by]);
}

/** Of two lists in rising order, one. */
function union(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const merged: [number, number][] = [];
  for (const [low, high] of [...a, ...b].toSorted(([x], [y]) => x - y)) {
    const last = merged.at(-1);
    if (last === undefined || low > last[1] + 1) merged.push([low, high]);
    else last[1] = Math.max(last[1], high);
  }
  return merged;
}

function allows(intervals: readonly Interval[], value: unknown): boolean {
  return (
    Number.isInteger(value) && intervals.some(([low, high]) => low <= Number(value) && Number(value) <= high)
  );
}
