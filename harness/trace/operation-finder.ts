/**
 * Which operation a client's message belongs to. A history does not say which client did an operation, and a journal does
 * not say for which operation a message was sent; but both tell their events in order, on one clock.
 *
 * A worker sends the first request of an operation in the instant in which it invokes it, before anything else happens. So
 * a client that has no operation under way and sends something begins the first operation that was just invoked and has
 * no message yet. Whatever it sends until that operation completes belongs to it too, and so does each reply.
 */

import { isClientId, type Message, MILLISECOND } from '../../node/index.js';
import { type History, type Operation, pairs } from '../history.js';

interface Call {
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
}

/** What is asked before the run begins, in the same instant where starting takes no time; and by observers. */
const NO_OPERATION: ReadonlySet<unknown> = new Set(['init', 'topology', 'configure', 'gossip_stats']);

/** Live, the clock goes on between an invocation and its first request. */
const TOLERANCE = MILLISECOND;

export class OperationFinder {
  readonly #calls: readonly Call[];
  #next = 0;
  #waiting: Call[] = [];
  readonly #current = new Map<string, Call>();
  readonly #requests = new Map<string, number>();

  constructor(history: History) {
    this.#calls = pairs(history);
  }

  /**
   * The index of the invocation; undefined for messages that belong to none (of set-up, of observers, between nodes). To be
   * asked about every message, in the order of sending.
   */
  of({ src, dest, body }: Message, sentAt: number): number | undefined {
    if (isClientId(src)) {
      if (NO_OPERATION.has(body.type)) return undefined;
      const index = this.#callOf(src, body.type, sentAt)?.invoke.index;
      const { msg_id } = body;
      if (index !== undefined && typeof msg_id === 'number') this.#requests.set(key(src, msg_id), index);
      return index;
    }
    const { in_reply_to } = body;
    return isClientId(dest) && typeof in_reply_to === 'number'
      ? this.#requests.get(key(dest, in_reply_to))
      : undefined;
  }

  #callOf(client: string, type: unknown, now: number): Call | undefined {
    const current = this.#current.get(client);
    if (current !== undefined && endOf(current) > now) return current;
    for (let call = this.#calls[this.#next]; call !== undefined; call = this.#calls[this.#next]) {
      if (call.invoke.time > now) break;
      this.#waiting.push(call);
      this.#next++;
    }
    // What has completed by now, or was invoked a while ago, sent nothing at all; unless all of it took no time.
    this.#waiting = this.#waiting.filter(
      (call) => call.invoke.time === now || (endOf(call) > now && call.invoke.time >= now - TOLERANCE),
    );
    // A request mostly bears the name of what it is for: that tells operations of one instant apart which ask nobody.
    const named = this.#waiting.findIndex(({ invoke }) => invoke.f === type);
    const [begun] = this.#waiting.splice(Math.max(0, named), 1);
    if (begun === undefined) return current !== undefined && endOf(current) === now ? current : undefined;
    this.#current.set(client, begun);
    return begun;
  }
}

function endOf({ completion }: Call): number {
  return completion?.time ?? Infinity;
}

function key(client: string, msgId: number): string {
  return `${msgId} ${client}`;
}
