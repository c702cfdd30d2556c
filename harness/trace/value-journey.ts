/**
 * One value's way through the cluster: the messages that carry it, and the replies to them.
 *
 * A value is any JSON value, found at any depth of a body. Not searched is what only looks like it: the body's `type`,
 * numbers under `msg_id`, `in_reply_to` and `id`, which count messages, and arrays and objects under `digest`, `have` and
 * `seen`, which say what a node knows of instead of carrying it. Eddy's own gossip numbers its values besides; of that
 * only the values are searched.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Body, Message } from '../../node/index.js';

const COUNTERS = new Set(['msg_id', 'in_reply_to', 'id']);
const DIGESTS = new Set(['digest', 'have', 'seen']);

export class ValueJourney {
  readonly #value: unknown;
  /** Requests that carry the value, by what their reply will say. */
  readonly #requests = new Set<string>();

  readonly #isComposite: boolean;

  constructor(value: unknown) {
    this.#value = value;
    this.#isComposite = typeof value === 'object' && value !== null;
  }

  /** Whether the message belongs to the journey. To be asked about every message, in the order of sending. */
  includes({ src, dest, body }: Message): boolean {
    const carries = this.#occursIn(contentOf(body));
    if (isNumber(body.msg_id)) {
      const request = key(src, dest, body.msg_id);
      if (carries) this.#requests.add(request);
      // A node that was restarted counts from the beginning: the number is another request's now.
      else this.#requests.delete(request);
    }
    return carries || (isNumber(body.in_reply_to) && this.#requests.has(key(dest, src, body.in_reply_to)));
  }

  /** Without recursion: a node may nest its body deeper than the stack is. */
  #occursIn(content: unknown): boolean {
    const open: unknown[] = [content];
    while (open.length > 0) {
      const value = open.pop();
      if (value === this.#value) return true;
      if (typeof value !== 'object' || value === null) continue;
      if (this.#isComposite && isDeepStrictEqual(value, this.#value)) return true;
      if (Array.isArray(value)) for (const element of value) open.push(element);
      else
        for (const [name, member] of Object.entries(value))
          if (!isBookkeeping(name, member)) open.push(member);
    }
    return false;
  }
}

/** Where values may be, of a body: gossip of Eddy's own numbers its values, and only these are searched. */
export function contentOf(body: Body): unknown {
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

/** A body is only promised to be an object: its reserved keys may hold anything. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function key(src: string, dest: string, msgId: number): string {
  return JSON.stringify([src, dest, msgId]);
}
