/**
 * Where a value occurs in a body. Pages carry this file too, so it needs nothing of Node.
 *
 * A value is any JSON value, found at any depth. Not searched is what only looks like it: the body's `type`, numbers under
 * `msg_id`, `in_reply_to` and `id`, which count messages, and arrays and objects under `digest`, `have` and `seen`, which
 * say what a node knows of instead of carrying it. Eddy's own gossip numbers its values besides; of that only the values
 * are searched.
 */

import { memberOf } from '../text/value-at.js';

const COUNTERS = new Set(['msg_id', 'in_reply_to', 'id']);
const DIGESTS = new Set(['digest', 'have', 'seen']);

/** Without recursion: a node may nest its body deeper than the stack is. */
export function occursIn(body: Readonly<Record<string, unknown>>, value: unknown): boolean {
  const composite = typeof value === 'object' && value !== null;
  const open: unknown[] = [contentOf(body)];
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

/** Where values may be, of a body. */
export function contentOf(body: Readonly<Record<string, unknown>>): unknown {
  const { type, ...content } = body;
  if (type !== 'gossip' || typeof body['life'] !== 'string') return content;
  // node/gossip/message.ts: `values` holds runs [origin, first number, value, value, ...].
  const { values } = body;
  return Array.isArray(values) ? values.map((run: unknown) => (Array.isArray(run) ? run.slice(2) : run)) : [];
}

/** Counts messages, or says what a node knows of. */
export function isBookkeeping(name: string, member: unknown): boolean {
  if (COUNTERS.has(name)) return typeof member === 'number';
  return DIGESTS.has(name) && typeof member === 'object';
}

/** The same JSON, whatever the order of keys. As deep as the value that is looked for, which a person wrote. */
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
