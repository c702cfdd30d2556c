/**
 * Why a node sent a message, as far as the network can see: as a reply, once more, in response to a message that it
 * had just received, or by itself (a timer, mostly).
 *
 * What counts as just received depends on the node: a program in a slow language needs milliseconds to respond, a
 * simulated one no time. Its replies show how long it takes. A message that is sent within that time after messages
 * of one type only was sent in response to them; one that is sent when the node has long received nothing was sent by
 * itself; between these the cause is unknown.
 */

import { fnv1a } from '../text/fnv1a.js';

const HASHED = 4096;
/** More of each than there will be; a hash of 32 bits and a length fit into the integers of a double. */
const ENDPOINTS = 2 ** 24;
const LENGTHS = 2 ** 21;

/** The cause of messages that have a client at one end. */
export const OF_CLIENT = 'client';

/** In median response times: a message that is sent within this time after a receipt was sent in response to it. */
const SOON = 3;
/** In response times of the 95th percentile: after such a silence a node acts by itself. */
const LONG = 10;
/** A node with fewer replies of its own is assumed to respond as fast as all together. */
const SAMPLES = 3;
/** In place of a message type: the node continued after a pause, with all messages that had come meanwhile. */
const WENT_ON = -1;

interface Received {
  readonly message: number;
  readonly type: number;
  readonly time: number;
  /** When a message of another type came last before; -Infinity if none did. */
  readonly otherTime: number;
}

/** `type`: of the received messages that caused it. */
export type Guess =
  | { readonly kind: 'upon'; readonly type: number }
  | { readonly kind: 'by itself' }
  | { readonly kind: 'unknown' };

/** Endpoints, types and messages are numbers, times nanoseconds. Requires all events in their order. */
export class Causes {
  readonly #received = new Map<number, Received>();
  readonly #thought = new Map<number, number[]>();
  readonly #sends: {
    readonly message: number;
    readonly src: number;
    readonly time: number;
    readonly received: Received | undefined;
  }[] = [];
  /** By sender and receiver: the sent bodies, as hash and length in one number. */
  readonly #sent = new Map<number, Set<number>>();

  receive(time: number, dest: number, type: number, message: number): void {
    const before = this.#received.get(dest);
    const otherTime =
      before === undefined ? -Infinity : before.type === type ? before.otherTime : before.time;
    this.#received.set(dest, { message, type, time, otherTime });
  }

  /** The endpoint was paused until now. */
  goOn(time: number, endpoint: number): void {
    this.receive(time, endpoint, WENT_ON, -1);
  }

  /** A reply shows the response time of its sender, if it received no other message in between. */
  reply(time: number, src: number, request: number): void {
    const received = this.#received.get(src);
    if (received?.message !== request) return;
    const thought = this.#thought.get(src);
    if (thought === undefined) this.#thought.set(src, [time - received.time]);
    else thought.push(time - received.time);
  }

  /** Messages that are neither replies nor repetitions. */
  send(time: number, src: number, message: number): void {
    this.#sends.push({ message, src, time, received: this.#received.get(src) });
  }

  /**
   * The cause of each message that was given to `send`. Call at the end, when the nodes' response times are known.
   */
  *guesses(): Iterable<{ readonly message: number; readonly guess: Guess }> {
    const all = thinkingTime([...this.#thought.values()].flat());
    const nodes = new Map<number, Thinking | undefined>();
    for (const [node, samples] of this.#thought)
      nodes.set(node, samples.length < SAMPLES ? all : thinkingTime(samples));
    for (const { message, src, time, received } of this.#sends)
      yield { message, guess: guess(time, received, nodes.get(src) ?? all) };
  }

  /** Whether the same body, as JSON without its number, was sent on this link before. Call once for each message. */
  isRepeated(src: number, dest: number, body: string): boolean {
    const content = body.slice(0, HASHED).replace(/"msg_id":\d+,?/, '');
    const length = body.length > HASHED ? body.length : content.length;
    const sent = this.#sentOn(src * ENDPOINTS + dest);
    const before = sent.size;
    return sent.add(fnv1a(content) * LENGTHS + (length % LENGTHS)).size === before;
  }

  #sentOn(link: number): Set<number> {
    let sent = this.#sent.get(link);
    if (sent === undefined) this.#sent.set(link, (sent = new Set()));
    return sent;
  }
}

interface Thinking {
  readonly median: number;
  /** 95 of 100 replies take no longer. */
  readonly most: number;
}

function thinkingTime(samples: readonly number[]): Thinking | undefined {
  const sorted = samples.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const most = sorted[Math.floor(sorted.length * 0.95)];
  return median === undefined || most === undefined ? undefined : { median, most };
}

function guess(time: number, received: Received | undefined, thinking: Thinking | undefined): Guess {
  if (received === undefined) return { kind: 'by itself' };
  if (thinking === undefined) return { kind: 'unknown' };
  const soon = SOON * thinking.median;
  if (time - received.time > Math.max(soon, LONG * thinking.most)) return { kind: 'by itself' };
  const isUpon =
    received.type !== WENT_ON && time - received.time <= soon && time - received.otherTime > soon;
  return isUpon ? { kind: 'upon', type: received.type } : { kind: 'unknown' };
}
