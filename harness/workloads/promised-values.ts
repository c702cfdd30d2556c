/** When a set that only grows has recovered: all that clients were promised is shown. */

import { JsonMap } from '../checkers/json-value.js';
import type { History } from '../operations/history.js';

/**
 * Whether what all nodes show holds each value that was acknowledged by an `ok` of `add`, or that a read showed once. As
 * long as one is missing a node may hold it back: until it is ordered, sent again, or part of the next batch.
 */
export function showsPromised(history: History, add: string): (shown: unknown) => boolean {
  const promised = new JsonMap<unknown>();
  for (const { type, process, f, value } of history) {
    if (type !== 'ok' || process === 'nemesis') continue;
    if (f === add) promised.set(value, value);
    else if (f === 'read' && Array.isArray(value)) for (const each of value) promised.set(each, each);
  }
  const values = promised.values();
  return (shown) => {
    if (!Array.isArray(shown)) return false;
    const there = new JsonMap<true>();
    for (const value of shown) there.set(value, true);
    return values.every((value) => there.get(value) === true);
  };
}
