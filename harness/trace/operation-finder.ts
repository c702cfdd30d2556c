/**
 * Finds the operation that a client's message belongs to. A history does not record which client did an operation,
 * and a journal does not record for which operation a message was sent; but both list their events in order, on one
 * clock.
 *
 * A worker does one operation at a time with one client, so a client that was once matched with a process stays with
 * it as long as the times allow. A request that begins an operation is sent between the invocation and the completion
 * of it: of those that are open and have no message yet, the best match is taken. Matches are compared by the type of
 * the request, which mostly is the operation's own name, then by the value that it carries, then by the order of
 * invocation. All messages of the client until that operation completes belong to it too, and so does each reply.
 */

import { type Body, canonicalJson, isClientId, isObject, type Message } from '../../node/index.js';
import { type History, type Operation, pairs, type Process } from '../operations/history.js';

interface Call {
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
}

/** Requests that are sent before the run begins, at its zero if starting takes no time; and those of observers. */
const NO_OPERATION: ReadonlySet<unknown> = new Set(['init', 'topology', 'configure', 'gossip_stats']);

export class OperationFinder {
  readonly #calls: readonly Call[];
  /** Names of operations: a request of such a type begins no operation of another name. */
  readonly #names: ReadonlySet<unknown>;
  #next = 0;
  /** Invoked, without a message so far, and not known to have completed. */
  #waiting: Call[] = [];
  readonly #current = new Map<string, Call>();
  readonly #clientOf = new Map<Process, string>();
  readonly #requests = new Map<string, number>();

  constructor(history: History) {
    this.#calls = pairs(history);
    this.#names = new Set(this.#calls.map(({ invoke }) => invoke.f));
  }

  /**
   * The index of the invocation; undefined for messages that belong to none (of set-up, of observers, between nodes),
   * and for those that match none. Call for every message, in the order of sending.
   */
  of({ src, dest, body }: Message, sentAt: number): number | undefined {
    if (isClientId(src)) {
      if (NO_OPERATION.has(body.type)) return undefined;
      const index = this.#callOf(src, body, sentAt)?.invoke.index;
      const { msg_id } = body;
      if (index !== undefined && typeof msg_id === 'number') this.#requests.set(key(src, msg_id), index);
      return index;
    }
    const { in_reply_to } = body;
    return isClientId(dest) && typeof in_reply_to === 'number'
      ? this.#requests.get(key(dest, in_reply_to))
      : undefined;
  }

  #callOf(client: string, body: Body, now: number): Call | undefined {
    const current = this.#current.get(client);
    if (current !== undefined && endOf(current) > now) return current;
    for (let call = this.#calls[this.#next]; call !== undefined; call = this.#calls[this.#next]) {
      if (call.invoke.time > now) break;
      this.#waiting.push(call);
      this.#next++;
    }
    // An operation that has completed by now sent no message, unless all of it took no time.
    this.#waiting = this.#waiting.filter((call) => endOf(call) > now || call.invoke.time === now);
    const begun = this.#best(client, body, current);
    if (begun === undefined) return current !== undefined && endOf(current) === now ? current : undefined;
    this.#waiting.splice(this.#waiting.indexOf(begun), 1);
    this.#current.set(client, begun);
    this.#clientOf.set(begun.invoke.process, client);
    return begun;
  }

  /** Of equally good matches the one that was invoked first. */
  #best(client: string, body: Body, before: Call | undefined): Call | undefined {
    let best: Call | undefined;
    let bestFit = -1;
    for (const call of this.#waiting) {
      const fit = this.#fit(call, client, body, before);
      if (fit > bestFit) [best, bestFit] = [call, fit];
    }
    return best;
  }

  /** Negative if the request cannot be of this operation. */
  #fit({ invoke }: Call, client: string, body: Body, before: Call | undefined): number {
    const named = invoke.f === body.type;
    if (!named && this.#names.has(body.type)) return -1;
    const values = valueFit(invoke.value, body);
    // A request of the operation's name that carries another value is another operation's.
    if (named && values === 0 && !Array.isArray(invoke.value)) return -1;
    const bound = this.#clientOf.get(invoke.process);
    // After an operation that ended unknown a worker goes on as another process.
    const isFree = before === undefined || before.completion?.type === 'info';
    const process = bound === client ? 4 : bound === undefined && isFree ? 2 : 0;
    return (named ? 32 : 0) + Math.round(8 * values) + process;
  }
}

/** The part of an operation's value that its request carries, 0 to 1; 1/2 if there is nothing to compare. */
function valueFit(value: unknown, body: Body): number {
  if (value === null || value === undefined) return 0.5;
  const wanted = leaves(value);
  if (wanted.length === 0) return 0.5;
  const { type: _type, msg_id: _id, ...content } = body;
  const there = new Set(leaves(content));
  return wanted.filter((each) => there.has(each)).length / wanted.length;
}

/** All scalars but null, as JSON. A bigint counts as the double that it may have been rounded to. */
function leaves(value: unknown): string[] {
  const found: string[] = [];
  const open = [value];
  for (let i = 0; i < open.length; i++) {
    const each = open[i];
    if (Array.isArray(each)) for (const element of each) open.push(element);
    else if (isObject(each)) {
      for (const [name, member] of Object.entries(each)) open.push(name, member);
    } else if (typeof each === 'bigint') found.push(canonicalJson(Number(each)));
    else if (each !== null && each !== undefined) found.push(canonicalJson(each));
  }
  return found;
}

function endOf({ completion }: Call): number {
  return completion?.time ?? Infinity;
}

function key(client: string, msgId: number): string {
  return `${msgId} ${client}`;
}
