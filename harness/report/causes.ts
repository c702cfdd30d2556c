/**
 * Why a node sent a message, as far as the network can see: as a reply, once more, upon something that it had just received, or
 * by itself (a timer, mostly). What is guessed is only the last two: live, a node that thinks for longer than a
 * millisecond seems to have sent by itself.
 */

import { MILLISECOND } from '../../node/index.js';

const SOON = MILLISECOND;
const HASHED = 4096;
/** Of each more than there will be; a hash of 32 bits and a length fit into the integers of a double. */
const ENDPOINTS = 2 ** 24;
const LENGTHS = 2 ** 21;

/** The cause of messages that have a client at one end. */
export const OF_CLIENT = 'client';

/** Endpoints and types are numbers. */
export class Causes {
  readonly #received = new Map<number, { readonly time: number; readonly type: number }>();
  /** By sender and receiver: what was sent, as its hash and its length in one number. */
  readonly #sent = new Map<number, Set<number>>();

  receive(time: number, dest: number, type: number): void {
    this.#received.set(dest, { time, type });
  }

  /** The type of what this endpoint received a moment ago, if anything. */
  justReceived(time: number, endpoint: number): number | undefined {
    const before = this.#received.get(endpoint);
    return before !== undefined && time - before.time <= SOON ? before.type : undefined;
  }

  /** Whether the same body, as JSON, was sent on this link before, but for its number. To be asked once a message. */
  isRepeated(src: number, dest: number, body: string): boolean {
    const content = body.slice(0, HASHED).replace(/"msg_id":\d+,?/, '');
    const length = body.length > HASHED ? body.length : content.length;
    const sent = this.#sentOn(src * ENDPOINTS + dest);
    const before = sent.size;
    return sent.add(hash(content) * LENGTHS + (length % LENGTHS)).size === before;
  }

  #sentOn(link: number): Set<number> {
    let sent = this.#sent.get(link);
    if (sent === undefined) this.#sent.set(link, (sent = new Set()));
    return sent;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
