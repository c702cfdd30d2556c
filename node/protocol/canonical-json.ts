/** When two JSON values are the same: if their texts are, apart from white space and the order of keys. */

import { exactNumber } from './exact-json.js';

/**
 * The one text of a JSON value: no white space, keys sorted by their UTF-16 units, integers with all their digits.
 * What JSON does not have (undefined, a function) counts as null.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'number') return String(exactInteger(value));
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/**
 * The bigint that all digits of an integer past 2^53 would have been read as, for a double that stands for one: 1e21
 * is the same number as 1 with 21 zeros. Any other number is itself (an infinity too, which JSON.parse makes of
 * 1e400).
 */
export function exactInteger(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? exactNumber(String(value)) : value;
}

/** Whether two JSON values are the same: 1 and 1.0 are, and so are a double and a bigint of the same integer. */
export function sameJson(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}
