/**
 * What a checker is: a function of a history. It never throws on what a history may hold, and says what it cannot decide.
 */

import type { History } from '../operations/history.js';

export type Validity = boolean | 'unknown';

/** `valid` first, then the checker's own figures under the names of Maelstrom's result map. */
export interface Result {
  readonly valid: Validity;
  readonly [figure: string]: unknown;
}

export type Checker = (history: History) => Result;

/** False beats unknown beats true; of nothing, true. */
export function merge(validities: Iterable<Validity>): Validity {
  let merged: Validity = true;
  for (const validity of validities) {
    if (validity === false) return false;
    if (validity === 'unknown') merged = 'unknown';
  }
  return merged;
}

/** The checker's result, or `unknown` with the reason where it threw after all: a bug there must not cost the others. */
export function guarded(checker: Checker, history: History): Result {
  try {
    return checker(history);
  } catch (error) {
    return {
      valid: 'unknown',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

/**
 * The shortest decimal that is this number as a 32-bit float, as Maelstrom prints its ratios: 8.468157, not
 * 8.468156814575195.
 */
export function float32(value: number): number {
  const single = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return shorter;
  }
  return single;
}
