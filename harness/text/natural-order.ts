/** Names in the order in which people count: `n2` before `n10`. */

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** For sorting. */
export function naturalOrder(a: string, b: string): number {
  return COLLATOR.compare(a, b);
}
