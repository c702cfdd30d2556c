/**
 * Speaks Maelstrom's protocol: one JSON message a line, from standard input and to standard output.
 *
 * main.ts says what the node does; nothing here knows a workload. Handlers, callbacks and timers run one after the other, so they
 * need no locks. JSON.parse reads integers above 2^53 inexactly; no workload sends such.
 */

import { createInterface } from 'node:readline';

/** The payload of a message. Which fields there are beside these follows from its type: docs/workloads.md. */
export interface Body {
  type: string;
  msg_id?: number;
  in_reply_to?: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what a workload sends is known by its documentation
  [field: string]: any;
}

export interface Message {
  src: string;
  dest: string;
  body: Body;
}

export type Handler = (message: Message) => void;
export type Callback = (reply: Body) => void;

/**
 * Throw it in a handler to answer a request with an error reply. Codes 10, 11, 12, 14 and 20 to 30 are definite: the request took
 * no effect, and never will. 0 and 13 leave that open.
 */
export class RpcError extends Error {
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

export class Node {
  /** This node, and all nodes of the cluster, this one included; known once `init` has come. */
  id = '';
  ids: readonly string[] = [];
  readonly #handlers = new Map<string, Handler>();
  /** By the msg_id of our request. */
  readonly #callbacks = new Map<number, Callback>();
  #lastId = 0;

  /** The handler gets each message whose body has this type. */
  on(type: string, handler: Handler): void {
    this.#handlers.set(type, handler);
  }

  /** Sends a message that expects no reply. It may be lost, and nobody reports that. */
  send(dest: string, body: Body): void {
    process.stdout.write(`${JSON.stringify({ src: this.id, dest, body })}\n`);
  }

  /** Answers a request: the reply carries the msg_id of the request. */
  reply({ src, body: { msg_id } }: Message, body: Body): void {
    this.send(src, { ...body, in_reply_to: msg_id });
  }

  /**
   * Sends a request. `callback` gets the body of the reply; after `timeout` seconds without one it gets an error of code 0. It is
   * called once: a reply that comes later is ignored.
   */
  rpc(dest: string, body: Body, callback: Callback, timeout = 1): void {
    const id = ++this.#lastId;
    const timer = this.after(timeout, () => this.#settle(id, { type: 'error', code: 0, text: 'timed out' }));
    this.#callbacks.set(id, (reply) => {
      clearTimeout(timer);
      callback(reply);
    });
    this.send(dest, { ...body, msg_id: id });
  }

  /** Calls `action` once, that many seconds from now; `clearTimeout` takes that back. */
  after(seconds: number, action: () => void): NodeJS.Timeout {
    return setTimeout(() => action(), seconds * 1000);
  }

  /** Standard error is the node's log; standard output is for messages only. */
  log(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** Reads messages until standard input ends. */
  run(): void {
    createInterface({ input: process.stdin }).on('line', (line) => this.#take(JSON.parse(line)));
  }

  #take(message: Message): void {
    const { body } = message;
    if (body.in_reply_to !== undefined) {
      this.#settle(body.in_reply_to, body);
      return;
    }
    try {
      this.#handle(message);
    } catch (error) {
      // Other errors end the node, and Eddy shows where they came from.
      if (!(error instanceof RpcError)) throw error;
      const { code, message: text } = error;
      if (body.msg_id !== undefined) this.reply(message, { type: 'error', code, text });
    }
  }

  #handle(message: Message): void {
    const { type, node_id: id, node_ids: ids } = message.body;
    const handler = this.#handlers.get(type);
    if (type === 'init') {
      this.id = id;
      this.ids = ids;
      this.reply(message, { type: 'init_ok' });
    } else if (handler !== undefined) handler(message);
    else throw new RpcError(10, `there is no handler for ${type}`);
  }

  #settle(id: number, body: Body): void {
    const callback = this.#callbacks.get(id);
    this.#callbacks.delete(id);
    callback?.(body);
  }
}
