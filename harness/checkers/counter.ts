/**
 * Counters that only have to be right in the end: each final read must show a value that the adds allow.
 *
 * An add that succeeded counts, one that failed does not, one that ended unknown may count or not. So the sums that can be
 * are intervals: the sum of the adds that succeeded, and for each unknown one the same once more, shifted by its delta. Two
 * intervals without a whole number between them are one. Reads before the final ones may show anything.
 *
 * An add that has no completion at all counts as one that did not happen, as with Maelstrom; a run that Eddy drives has none.
 * A final read of what is no whole number is an error here, where Maelstrom's own checker throws. Sums are exact, however
 * large: a history of elsewhere may hold integers past 2^53, as bigint.
 */

import type { History, Operation } from '../operations/history.js';
import type { Result } from './checker.js';
import { canonicalJson } from './json-value.js';

/** All figures are absent if the history has no verdict. */
export interface CounterResult extends Result {
  /** The final reads that no interval allows, in order; null if there are none. */
  readonly errors?: readonly Operation[] | null;
  /** What the final reads showed, in order. */
  readonly 'final-reads'?: readonly unknown[];
  /** The sums that are allowed: `[lowest, highest]`, ascending. */
  readonly acceptable?: readonly (readonly [low: number | bigint, high: number | bigint])[];
}

type Interval = readonly [low: bigint, high: bigint];

/** Beyond so many intervals a history is no longer worth its time; n unknown adds can make 2^n of them. */
const MAX_INTERVALS = 100_000;

export function counter(history: History): CounterResult {
  const adds = history.filter(({ f, process }) => f === 'add' && process !== 'nemesis');
  const strange = adds.find(
    ({ type, value }) => (type === 'ok' || type === 'info') && integerOf(value) === undefined,
  );
  if (strange !== undefined) {
    const { index, value } = strange;
    return {
      valid: 'unknown',
      error: `operation ${index} adds ${canonicalJson(value)}: expected a whole number`,
    };
  }
  const known = adds
    .filter(({ type }) => type === 'ok')
    .reduce((sum, { value }) => sum + (integerOf(value) ?? 0n), 0n);
  let acceptable: readonly Interval[] = [[known, known]];
  for (const { type, value } of adds) {
    if (type === 'info') acceptable = union(acceptable, shifted(acceptable, integerOf(value) ?? 0n));
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
    acceptable: acceptable.map(([low, high]) => [shown(low), shown(high)]),
  };
}

/** A whole number; undefined if it is anything else. */
function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

/** A number again, where it can be one. */
function shown(value: bigint): number | bigint {
  const double = Number(value);
  return Number.isSafeInteger(double) ? double : value;
}

function shifted(intervals: readonly Interval[], by: bigint): Interval[] {
  return intervals.map(([low, high]) => [low + by, high + by]);
}

/** Of two lists in rising order, one. */
function union(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const merged: [bigint, bigint][] = [];
  for (const [low, high] of [...a, ...b].toSorted(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))) {
    const last = merged.at(-1);
    if (last === undefined || low > last[1] + 1n) merged.push([low, high]);
    else if (high > last[1]) last[1] = high;
  }
  return merged;
}

function allows(intervals: readonly Interval[], value: unknown): boolean {
  const sum = integerOf(value);
  return sum !== undefined && intervals.some(([low, high]) => low <= sum && sum <= high);
}
