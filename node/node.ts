/**
 * One node of a cluster: the interface that programs are written against.
 *
 * It hides the protocol's bookkeeping (`msg_id`, `in_reply_to`, `_ok`, error replies, `init`) and owns the timers.
 * Time, randomness and I/O are injected, so the same program is a Maelstrom binary, a worker thread or a simulated
 * node.
 */

import { type Clock, MILLISECOND, nanoseconds, type Timer } from './clock.js';
import { Dispatcher, type Handler, type Listener } from './dispatcher.js';
import type { Environment } from './environment.js';
import { KeyValue, type KeyValueService } from './key-value.js';
import { OpenRpcs } from './open-rpcs.js';
import { Output, type SendOptions } from './output.js';
import { ERRORS, RpcError } from './protocol/errors.js';
import type { Body, Message } from './protocol/message.js';
import type { Random } from './random.js';
import { Replies } from './replies.js';
import type { Rpc, RpcOptions } from './rpc.js';
import { array, check, type Fields, string } from './shape.js';
import { MemoryStorage, type Storage } from './storage.js';
import { Timestamps } from './timestamps.js';

/** A program is a function of a node; it registers handlers, and they run when messages arrive. */
export type Program = (node: Node) => void;

/** The contents of `init`. */
interface Identity {
  readonly id: string;
  readonly nodeIds: readonly string[];
}

const NO_ID = 'the node has no id before init: use onInit';
const INIT_FIELDS = { node_id: string, node_ids: array(string) };

/** A node, before and after `init`. Until then its id is unknown, and all other messages wait. */
export class Node implements Rpc {
  readonly clock: Clock;
  readonly random: Random;
  /** The node's durable storage: its contents survive a kill and a restart, but not a wipe. */
  readonly storage: Storage;
  readonly #log: (text: string) => void;
  readonly #wallTime: () => number;
  readonly #output: Output;
  readonly #replies: Replies;
  readonly #dispatcher: Dispatcher;
  readonly #rpcs: OpenRpcs;
  readonly #onInit: (() => void)[] = [];
  #identity: Identity | undefined;
  #early: Message[] = [];

  constructor({ clock, wallTime, random, transport, storage, log }: Environment) {
    this.clock = clock;
    this.#wallTime = wallTime ?? (() => this.now());
    this.random = random;
    this.storage = storage ?? new MemoryStorage();
    this.#log = log;
    this.#output = new Output(clock, transport);
    this.#replies = new Replies(this.#output, log);
    this.#dispatcher = new Dispatcher(this.#replies);
    this.#rpcs = new OpenRpcs(clock, this.#output);
    transport.listen((message) => this.#receive(message));
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

  /**
   * Milliseconds since 1970 by this node's clock on the wall. Other nodes' clocks may show another time, and this one may jump
   * back: to measure how long something takes, use `now`.
   */
  wallTime(): number {
    return this.#wallTime();
  }

  /** Runs once when the node has its id, before `init` is answered and before any other message is handled. */
  onInit(callback: () => void): void {
    this.#onInit.push(callback);
  }

  /**
   * Answers requests of a type. What the handler returns is sent as `<type>_ok` with those fields; an `RpcError` thrown
   * is sent as that error, any other error as code 13, `crash`. A body that does not fit `fields` never reaches the
   * handler: the sender gets code 12. A message without `msg_id` is handled but not answered.
   *
   * A handler that sends messages after its reply gives the reply itself, and returns nothing:
   *
   *     node.handle('broadcast', { message: shape.any }, ({ message }, _src, request) => {
   *       request.reply();
   *       for (const peer of node.peers) node.send(peer, { type: 'broadcast', message }, { now: true, numbered: true });
   *     });
   */
  handle<F extends Fields>(type: string, fields: F, handler: Handler<F>): void {
    this.#dispatcher.handle(type, fields, handler);
  }

  /** Takes one-way messages of a type: never answered, not even with an error. */
  on<F extends Fields>(type: string, fields: F, listener: Listener<F>): void {
    this.#dispatcher.on(type, fields, listener);
  }

  /**
   * Sends a one-way message. By default it takes no `msg_id`, and it leaves after the replies to all input that is
   * already here: forwarding never delays an answer and never renumbers one. `options` change either.
   */
  send(dest: string, body: Body, options: SendOptions = {}): void {
    this.#output.forward({ src: this.id, dest, body }, options);
  }

  /**
   * Sends a request and resolves with the body of its reply. Rejects with an `RpcError` on an error reply and on
   * timeout (code 0), and with the signal's reason when that aborts.
   */
  rpc(dest: string, body: Body, options: RpcOptions = {}): Promise<Body> {
    if (this.#identity === undefined) return Promise.reject(new Error(NO_ID));
    return this.#rpcs.send(this.#identity.id, dest, body, options);
  }

  /** Runs `callback` once after `delayMs` milliseconds; zero means after the input that is already here. */
  after(delayMs: number, callback: () => void): Timer {
    return this.clock.schedule(nanoseconds(delayMs), callback);
  }

  /**
   * Runs `callback` each `intervalMs` milliseconds, for the first time after one interval. Throws a RangeError at 0
   * or less.
   */
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

  #known(): Identity {
    if (this.#identity === undefined) throw new Error(NO_ID);
    return this.#identity;
  }

  #receive(message: Message): void {
    const { body } = message;
    if (body.type === 'init') this.#init(message);
    else if (this.#identity === undefined) this.#early.push(message);
    else if (body.in_reply_to !== undefined) this.#rpcs.settle(body.in_reply_to, body);
    else this.#dispatcher.dispatch(this.#identity.id, message);
  }

  #init({ src, dest, body }: Message): void {
    try {
      const { node_id, node_ids } = check(body, INIT_FIELDS);
      this.#identify({ id: node_id, nodeIds: node_ids });
    } catch (error) {
      // A node without an id signs its refusal with the name that the message was addressed to.
      this.#replies.replyError(this.#identity?.id ?? dest, src, body, error);
      return;
    }
    this.#replies.reply(this.id, src, body, {});
    // Gossip may arrive before init: it is queued until the node has its id.
    const early = this.#early;
    this.#early = [];
    for (const each of early) this.#receive(each);
  }

  #identify(identity: Identity): void {
    if (this.#identity === undefined) {
      this.#identity = identity;
      for (const callback of this.#onInit) callback();
    } else if (this.#identity.id !== identity.id) {
      const text = `init: this node is ${this.#identity.id} already, it cannot become ${identity.id}`;
      throw new RpcError(ERRORS.abort, text);
    }
  }
}
