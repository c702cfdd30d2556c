/**
 * Why a node sent a message, as far as the network can see: as a reply, once more, upon something that it had just received, or
 * by itself (a timer, mostly). What is guessed is only the last two: live, a node that thinks for longer than a
 * millisecond seems to have sent by itself.
 */

import { MILLISECOND } from '../../node/index.js';

const SOON = MILLISECOND;
const HASHED = 4096;

/** The cause of messages that have a client at one end. */
export const OF_CLIENT = 'client';

/** Endpoints and types are numbers. */
export class Causes {
  readonly #received = new Map<number, { readonly time: number; readonly type: number }>();
  readonly #sent = new Set<string>();

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
    const name = `${src} ${dest} ${body.length > HASHED ? body.length : content.length} ${hash(content)}`;
    if (this.#sent.has(name)) return true;
    this.#sent.add(name);
    return false;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
