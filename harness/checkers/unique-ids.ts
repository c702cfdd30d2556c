/**
 * The checker of unique ids: no id was given out twice.
 *
 * Intended disagreement with Maelstrom: there the range needs ids that can be compared with each other, so a string among
 * integers, or two objects, break the checker and leave the run `unknown`, though the ids may be fine. The question is
 * whether ids are unique, and any JSON has an answer to that; where they have no common order, only `range` is null.
 */

import type { History } from '../operations/history.js';
import type { Result } from './checker.js';
import { canonicalJson, compareJson, JsonMap, kindOf } from './json-value.js';

/** The result of unique-ids. */
export interface UniqueIdsResult extends Result {
  /** Requests for an id. */
  readonly 'attempted-count': number;
  /** Ids that were given out. */
  readonly 'acknowledged-count': number;
  /** Different ids that were given out more than once. */
  readonly 'duplicated-count': number;
  /** How often each of those was given out, by its text; the 48 most frequent. */
  readonly duplicated: Readonly<Record<string, number>>;
  /** The least and the greatest id; null if ids have no common order. */
  readonly range: readonly [least: unknown, greatest: unknown] | null;
}

/**
 * Checks a history of unique-ids. `duplicated` has the 48 ids that were given out most often, with their counts;
 * `range` the least and the greatest id, or null if they have no order.
 */
export function uniqueIds(history: History): UniqueIdsResult {
  const operations = history.filter(({ process, f }) => process !== 'nemesis' && f === 'generate');
  const ids = operations.filter(({ type }) => type === 'ok').map(({ value }) => value ?? null);
  const counted = countEach(ids);
  const repeated = counted.filter(({ count }) => count > 1);
  return {
    valid: repeated.length === 0,
    'attempted-count': operations.filter(({ type }) => type === 'invoke').length,
    'acknowledged-count': ids.length,
    'duplicated-count': repeated.length,
    duplicated: mostRepeated(repeated),
    range: rangeOf(counted.map(({ id }) => id)),
  };
}

interface Counted {
  readonly id: unknown;
  count: number;
}

/** Each id once, with the number of its occurrences. */
function countEach(ids: readonly unknown[]): Counted[] {
  const counts = new JsonMap<Counted>();
  for (const id of ids) {
    const counted = counts.get(id);
    if (counted === undefined) counts.set(id, { id, count: 1 });
    else counted.count++;
  }
  return counts.values();
}

const LISTED = 48;

/** By their text: strings as they are, everything else as JSON; quoted where a string would pass for other JSON there. */
function mostRepeated(repeated: readonly Counted[]): Record<string, number> {
  const listed = repeated.toSorted((a, b) => b.count - a.count || compareJson(b.id, a.id)).slice(0, LISTED);
  const taken = new Set(listed.filter(({ id }) => typeof id !== 'string').map(({ id }) => canonicalJson(id)));
  return Object.fromEntries(
    listed.map(({ id, count }) => [typeof id === 'string' && !taken.has(id) ? id : canonicalJson(id), count]),
  );
}

/** The least and the greatest id; nulls stand outside. Null where ids differ in kind, or are several objects. */
function rangeOf(ids: readonly unknown[]): [unknown, unknown] | null {
  const present = ids.filter((id) => id !== null);
  const kinds = new Set(present.map(kindOf));
  if (kinds.size > 1 || (kinds.has('object') && present.length > 1)) return null;
  if (present.length === 0) return [null, null];
  let least = present[0];
  let greatest = present[0];
  for (const id of present) {
    if (compareJson(id, least) < 0) least = id;
    if (compareJson(id, greatest) > 0) greatest = id;
  }
  return [least, greatest];
}
