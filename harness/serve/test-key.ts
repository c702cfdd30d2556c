/** What makes two runs the same test: all options but the seed. */

import { fnv1a } from '../text/fnv1a.js';

/** A short text that two runs share if their options differ in the seed alone; empty if they cannot be compared. */
export function testKey(test: Readonly<Record<string, unknown>>): string {
  const { seed: _, ...options } = test;
  try {
    return fnv1a(JSON.stringify(options)).toString(36);
  } catch {
    // A RangeError: nested deeper than the stack is.
    return '';
  }
}
