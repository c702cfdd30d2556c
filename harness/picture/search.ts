/** Binary search. */

/**
 * The first of the indices from 0 to `length` - 1 that `holds`; `length` if none does. If it holds for one index it must
 * hold for all behind it.
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
