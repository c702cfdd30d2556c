/**
 * One value's path through the cluster: the messages in which it occurs (`occurrence.ts`), and the replies to them.
 */

import type { Message } from '../../node/index.js';
import { occursIn } from './occurrence.js';
import { VALUE_LAYOUTS } from './value-layouts.js';

export class ValueJourney {
  readonly #value: unknown;
  /** Requests that carry the value, by the key that their reply refers to. */
  readonly #requests = new Set<string>();

  constructor(value: unknown) {
    this.#value = value;
  }

  /** Whether the message belongs to the journey. Call for every message, in the order of sending. */
  includes({ src, dest, body }: Message): boolean {
    const carries = occursIn(body, this.#value, VALUE_LAYOUTS);
    if (isNumber(body.msg_id)) {
      const request = key(src, dest, body.msg_id);
      if (carries) this.#requests.add(request);
      // A restarted node counts from the beginning: the number is another request's now.
      else this.#requests.delete(request);
    }
    return carries || (isNumber(body.in_reply_to) && this.#requests.has(key(dest, src, body.in_reply_to)));
  }
}

/** A body is only guaranteed to be an object: its reserved keys may hold any value. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function key(src: string, dest: string, msgId: number): string {
  return JSON.stringify([src, dest, msgId]);
}
