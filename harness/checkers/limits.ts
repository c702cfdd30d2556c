/**
 * What a check that can take long may use up. One that gives up says what ran out, and its verdict is `unknown`: never a
 * guess.
 */

/** What a check may use up before it gives up as `unknown`. */
export interface Limits {
  /** True: give up now. Asked often, so it must be cheap. */
  readonly deadline?: () => boolean;
  /** The most states (or whatever the checker searches through) that may be looked at. */
  readonly maxStates?: number;
}

/** A deadline so many seconds from now. */
export function secondsFromNow(seconds: number, now: () => number = () => performance.now()): () => boolean {
  const end = now() + seconds * 1000;
  return () => now() >= end;
}
