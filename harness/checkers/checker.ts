/**
 * What a checker is: a function of a history. It never throws on what a history may hold, and says what it cannot decide.
 */

import type { History } from '../operations/history.js';

/** A verdict: true (valid), false (invalid), or `unknown` if it could not be decided. */
export type Validity = boolean | 'unknown';

/**
 * What the result of every checker has. Each checker exports its own, with its figures behind `valid` under the names of
 * Maelstrom's result map.
 */
export interface Result {
  readonly valid: Validity;
  /** Why the checker has no verdict; one line, or the stack of an error. */
  readonly error?: string | undefined;
}

/** A function of a history. It does not throw: what it cannot decide is `unknown`, with a reason. */
export type Checker<R extends Result = Result> = (history: History) => R;

/** A result of which any figure may be missing: its checker had no verdict, or another version of Eddy stored it. */
export type Figures<R extends Result> = Result & {
  readonly [Name in FigureOf<R>]?: FigureIn<R, Name> | undefined;
};

/** The names of all figures of a union of results. */
type FigureOf<R> = R extends unknown ? Exclude<keyof R, keyof Result> : never;

/** What a union of results may have under one name. */
type FigureIn<R, Name> = R extends unknown ? (Name extends keyof R ? R[Name] : never) : never;

/** False beats unknown beats true; of nothing, true. */
export function merge(validities: Iterable<Validity>): Validity {
  let merged: Validity = true;
  for (const validity of validities) {
    if (validity === false) return false;
    if (validity === 'unknown') merged = 'unknown';
  }
  return merged;
}

/** The checker's result, or `unknown` with the reason if it threw after all: a bug there must not cost the others. */
export function guarded<R extends Result>(checker: Checker<R>, history: History): R | Result {
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
