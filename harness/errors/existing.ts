/** An assertion, for what only a bug of Eddy's own can cause: an index outside of its array, a key that was never set. */

/** The value. Throws a RangeError if there is none. */
export function existing<T>(value: T | undefined): T {
  if (value === undefined)
    throw new RangeError('expected an element or an entry, got nothing: this is a bug in Eddy');
  return value;
}
