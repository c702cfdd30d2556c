/**
 * Where a value occurs in a body. Pages carry this file too, so it needs nothing of Node.
 *
 * A value is any JSON value, found at any depth. Members that only look like values are not searched: the body's
 * `type`, numbers under `msg_id`, `in_reply_to` and `id`, which count messages, and arrays and objects under
 * `digest`, `have` and `seen`, which list the values that a node knows of instead of carrying them. A program that
 * numbers its values in other ways describes where they are, by a `ValueLayout`; of its messages only the values are
 * searched. Node programs own their layouts (`value-layouts.ts`), and pages get them as data.
 */

import { memberOf } from '../text/value-at.js';

/** Where the messages of one program hold their values. */
export interface ValueLayout {
  /** The `type` of their bodies. */
  readonly type: string;
  /** The member that is a string in all of them, and sets them apart from others of the type. */
  readonly mark: string;
  /** The member with the values: arrays, which hold them from index `first` on. No other member holds any. */
  readonly runs: string;
  readonly first: number;
}

const COUNTERS = new Set(['msg_id', 'in_reply_to', 'id']);
const DIGESTS = new Set(['digest', 'have', 'seen']);

/** Whether a body holds a value. Without recursion: a node may nest its body deeper than the stack. */
export function occursIn(
  body: Readonly<Record<string, unknown>>,
  value: unknown,
  layouts: readonly ValueLayout[],
): boolean {
  const composite = typeof value === 'object' && value !== null;
  const open: unknown[] = [contentOf(body, layouts)];
  while (open.length > 0) {
    const each = open.pop();
    if (each === value) return true;
    if (typeof each !== 'object' || each === null) continue;
    if (composite && isSame(each, value)) return true;
    if (Array.isArray(each)) for (const element of each) open.push(element);
    else
      for (const [name, member] of Object.entries(each)) if (!isBookkeeping(name, member)) open.push(member);
  }
  return false;
}

/** Where values may be in a body: arrays of values if its layout is known, otherwise all members but the `type`. */
export function contentOf(body: Readonly<Record<string, unknown>>, layouts: readonly ValueLayout[]): unknown {
  const { type, ...content } = body;
  const layout = layouts.find((each) => each.type === type && typeof body[each.mark] === 'string');
  if (layout === undefined) return content;
  const runs = body[layout.runs];
  return Array.isArray(runs)
    ? runs.map((run: unknown) => (Array.isArray(run) ? run.slice(layout.first) : run))
    : [];
}

/** Counts messages, or lists the values that a node knows of. */
export function isBookkeeping(name: string, member: unknown): boolean {
  if (COUNTERS.has(name)) return typeof member === 'number';
  return DIGESTS.has(name) && typeof member === 'object';
}

/** Equal JSON, whatever the order of keys. Recursion is safe: the searched value was written by a person. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    others.every((key) => Object.hasOwn(a, key) && isSame(memberOf(a, key), memberOf(b, key)))
  );
}
