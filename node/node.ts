/**
 * One node of a cluster: what a program is written against.
 *
 * It hides the protocol's bookkeeping (`msg_id`, `in_reply_to`, `_ok`, error replies, `init`) and owns the timers. It
 * decides nothing about time, randomness or I/O: those are handed in, so the same program is a Maelstrom binary, a
 * worker thread or a simulated node.
 */

import { type Clock, MILLISECOND, type Timer } from './clock.js';
import { KeyValue, type KeyValueService } from './key-value.js';
import { ERRORS, RpcError } from './protocol/errors.js';
import type { Body, Message, MessageNumber } from './protocol/message.js';
import type { Random } from './random.js';
import { array, check, type Fields, type Shaped, string } from './shape.js';
import { MemoryStorage, type Storage } from './storage.js';
import { Timestamps } from './timestamps.js';

/** How a node's messages leave and arrive. */
export interface Transport {
  send(message: Message): void;
  /** Names the one who gets each message that arrives. Called once. */
  listen(receive: (message: Message) => void): void;
}

/** What a node runs in: the only way out of a program. */
export interface Environment {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  /** What survives a kill. Without it nothing does. */
  readonly storage?: Storage;
  /** A line for the node's log (its standard error). */
  readonly log: (text: string) => void;
}

/** A program is a function of a node: it registers handlers, and is thereby running. */
export type Program = (node: Node) => void;

/** The fields of a reply, without the reserved ones. */
export type Reply = Readonly<Record<string, unknown>>;

export interface RpcOptions {
  /** After this many milliseconds the promise rejects with code 0, `timeout`. 1,000 by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

type Handler = (body: Body, src: string) => Reply | void | Promise<Reply | void>;
type Listener = (body: Body, src: string) => void | Promise<void>;

interface PendingRpc {
  readonly resolve: (body: Body) => void;
  readonly reject: (error: Error) => void;
  /** Stops the timer and forgets the abort listener. */
  readonly release: () => void;
}

const INIT_FIELDS = { node_id: string, node_ids: array(string) };

export class Node {
  readonly clock: Clock;
  readonly random: Random;
  /** What this node has written here it finds again when it was killed and restarted, until it is wiped. */
  readonly storage: Storage;
  readonly #transport: Transport;
  readonly #log: (text: string) => void;
  readonly #handlers = new Map<string, Handler>();
  readonly #listeners = new Map<string, Listener>();
  readonly #onInit: (() => void)[] = [];
  readonly #rpcs = new Map<MessageNumber, PendingRpc>();
  #identity: { readonly id: string; readonly nodeIds: readonly string[] } | undefined;
  #early: Message[] = [];
  #forwards: Message[] = [];
  #nextMsgId = 0;

  constructor(environment: Environment) {
    this.clock = environment.clock;
    this.random = environment.random;
    this.storage = environment.storage ?? new MemoryStorage();
    this.#transport = environment.transport;
    this.#log = environment.log;
    this.#transport.listen((message) => this.#receive(message));
  }

  /** This node's id, for example `n1`. Throws before `init` has come. */
  get id(): string {
    return this.#known().id;
  }

  /** All nodes of the cluster in its order, this one included. Throws before `init` has come. */
  get nodeIds(): readonly string[] {
    return this.#known().nodeIds;
  }

  /** All nodes but this one, in the cluster's order. */
  get peers(): readonly string[] {
    const { id, nodeIds } = this.#known();
    return nodeIds.filter((each) => each !== id);
  }

  /** Milliseconds since some fixed moment before this program began. */
  now(): number {
    return this.clock.now() / MILLISECOND;
  }

  /** Runs once when the node learns who it is, before `init` is answered and before any other message is handled. */
  onInit(callback: () => void): void {
    this.#onInit.push(callback);
  }

  /**
   * Answers requests of a type. What the handler returns is sent as `<type>_ok` with those fields; an `RpcError` thrown
   * is sent as that error, any other error as code 13, `crash`. A body that does not fit `fields` never reaches the
   * handler: the sender gets code 12. A message without `msg_id` is handled but not answered.
   */
  handle<F extends Fields>(
    type: string,
    fields: F,
    handler: (body: Shaped<F>, src: string) => Reply | void | Promise<Reply | void>,
  ): void {
    if (this.#handlers.has(type)) throw new Error(`two handlers for ${type}`);
    this.#handlers.set(type, (body, src) => handler(check(body, fields), src));
  }

  /** Takes one-way messages of a type: never answered, not even with an error. */
  on<F extends Fields>(
    type: string,
    fields: F,
    listener: (body: Shaped<F>, src: string) => void | Promise<void>,
  ): void {
    if (this.#listeners.has(type)) throw new Error(`two listeners for ${type}`);
    this.#listeners.set(type, (body, src) => listener(check(body, fields), src));
  }

  /**
   * Sends a one-way message. It takes no `msg_id`, and it leaves after the replies to all input that is already here:
   * forwarding never delays an answer and never renumbers one.
   */
  send(dest: string, body: Body): void {
    if (this.#forwards.length === 0) this.clock.schedule(0, () => this.#flush());
    this.#forwards.push({ src: this.id, dest, body });
  }

  /**
   * Sends a request and resolves with the body of its reply. Rejects with an `RpcError` on an error reply and on
   * timeout (code 0), and with the signal's reason when that aborts.
   */
  rpc(dest: string, body: Body, options: RpcOptions = {}): Promise<Body> {
    const { timeoutMs = 1000, signal } = options;
    if (signal?.aborted === true) return Promise.reject(asError(signal.reason));
    const msgId = this.#nextMsgId++;
    return new Promise((resolve, reject) => {
      const give = (error: Error): void => {
        this.#rpcs.get(msgId)?.release();
        this.#rpcs.delete(msgId);
        reject(error);
      };
      const timer = this.after(timeoutMs, () =>
        give(
          new RpcError(
            ERRORS.timeout,
            `no reply from ${dest} to ${body.type ?? 'a message'} within ${timeoutMs} ms`,
          ),
        ),
      );
      const abort = (): void => give(asError(signal?.reason));
      signal?.addEventListener('abort', abort, { once: true });
      const release = (): void => {
        timer.cancel();
        signal?.removeEventListener('abort', abort);
      };
      this.#rpcs.set(msgId, { resolve, reject, release });
      this.#transport.send({ src: this.id, dest, body: { ...body, msg_id: msgId } });
    });
  }

  /** Runs `callback` once after `delayMs` milliseconds; zero means after the input that is already here. */
  after(delayMs: number, callback: () => void): Timer {
    return this.clock.schedule(Math.max(0, Math.round(delayMs * MILLISECOND)), callback);
  }

  /** Runs `callback` each `intervalMs` milliseconds, for the first time after one interval. */
  every(intervalMs: number, callback: () => void): Timer {
    if (!(intervalMs > 0)) throw new RangeError(`an interval must be above 0 ms, got ${intervalMs}`);
    let timer: Timer;
    const next = (): void => {
      timer = this.after(intervalMs, () => {
        next();
        callback();
      });
    };
    next();
    return { cancel: () => timer.cancel() };
  }

  /** Resolves after `delayMs` milliseconds. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }

  /** A client for one of the network's key-value services. */
  keyValue(service: KeyValueService): KeyValue {
    return new KeyValue(this, service);
  }

  /** A client for the network's timestamp oracle. */
  timestamps(): Timestamps {
    return new Timestamps(this);
  }

  /** Writes a line to the node's log. */
  log(text: string): void {
    this.#log(text);
  }

  #known(): { readonly id: string; readonly nodeIds: readonly string[] } {
    if (this.#identity === undefined) throw new Error('the node has no id before init: use onInit');
    return this.#identity;
  }

  #receive(message: Message): void {
    const { body } = message;
    if (body.type === 'init') this.#init(message);
    else if (this.#identity === undefined) this.#early.push(message);
    else if (body.in_reply_to !== undefined) this.#settle(body.in_reply_to, body);
    else this.#dispatch(message);
  }

  #init(message: Message): void {
    const { src, body } = message;
    try {
      const { node_id, node_ids } = check(body, INIT_FIELDS);
      if (this.#identity === undefined) {
        this.#identity = { id: node_id, nodeIds: node_ids };
        for (const callback of this.#onInit) callback();
      } else if (this.#identity.id !== node_id) {
        throw new RpcError(
          ERRORS.abort,
          `init: this node is ${this.#identity.id} already, it cannot become ${node_id}`,
        );
      }
    } catch (error) {
      // A node that was never named still has to sign its refusal: with the name it was addressed by.
      this.#replyError(src, body, error, this.#identity?.id ?? message.dest);
      return;
    }
    this.#reply(src, body, {});
    // Gossip may overtake init: it has waited until the node knew who it is.
    const early = this.#early;
    this.#early = [];
    for (const each of early) this.#receive(each);
  }

  #dispatch({ src, body }: Message): void {
    const type = body.type ?? '';
    const listener = this.#listeners.get(type);
    if (listener !== undefined) {
      try {
        const done = listener(body, src);
        if (done instanceof Promise) done.catch((error: unknown) => this.#complain(type, src, error));
      } catch (error) {
        this.#complain(type, src, error);
      }
      return;
    }
    const handler = this.#handlers.get(type);
    if (handler === undefined) {
      const known = [...this.#handlers.keys()].join(', ');
      const text = `${type === '' ? 'a message without type' : type} is not supported by ${this.id}; it answers ${known}`;
      this.#replyError(src, body, new RpcError(ERRORS.notSupported, text));
      return;
    }
    try {
      const reply = handler(body, src);
      if (reply instanceof Promise) {
        reply.then(
          (fields) => this.#reply(src, body, fields ?? {}),
          (error: unknown) => this.#replyError(src, body, error),
        );
      } else this.#reply(src, body, reply ?? {});
    } catch (error) {
      this.#replyError(src, body, error);
    }
  }

  #settle(msgId: MessageNumber, body: Body): void {
    const rpc = this.#rpcs.get(msgId);
    // A reply to nothing outstanding came too late, or twice: the request has had its outcome.
    if (rpc === undefined) return;
    this.#rpcs.delete(msgId);
    rpc.release();
    if (body.type === 'error') rpc.reject(RpcError.fromBody(body));
    else rpc.resolve(body);
  }

  #reply(dest: string, request: Body, fields: Reply): void {
    if (request.msg_id === undefined) return;
    const body = {
      type: `${request.type}_ok`,
      ...fields,
      in_reply_to: request.msg_id,
      msg_id: this.#nextMsgId++,
    };
    this.#transport.send({ src: this.id, dest, body });
  }

  #replyError(dest: string, request: Body, error: unknown, self: string = this.id): void {
    const known = error instanceof RpcError;
    if (!known) this.#complain(request.type ?? '', dest, error);
    if (request.msg_id === undefined) {
      if (known) this.#complain(request.type ?? '', dest, error);
      return;
    }
    const { code, text } = known
      ? { code: error.code, text: error.message }
      : { code: ERRORS.crash.code, text: `${request.type} failed in ${self}: ${asError(error).message}` };
    const body = { type: 'error', in_reply_to: request.msg_id, code, text, msg_id: this.#nextMsgId++ };
    this.#transport.send({ src: self, dest, body });
  }

  #complain(type: string, src: string, error: unknown): void {
    const { stack, message } = asError(error);
    this.#log(`${type} from ${src}: ${error instanceof RpcError ? message : (stack ?? message)}`);
  }

  #flush(): void {
    const forwards = this.#forwards;
    this.#forwards = [];
    for (const message of forwards) this.#transport.send(message);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
