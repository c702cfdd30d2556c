/** Whole numbers behind flags that are not options of a run. */

import { UsageError } from '../errors/usage-error.js';

/** Reads the value of a flag: a whole number from `least` to `most`, in digits. The reader throws a UsageError. */
export function wholeNumber(flag: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
    throw new UsageError(
      `--${flag}: expected a whole number from ${least} to ${most}, got ${JSON.stringify(text)}`,
    );
  };
}
