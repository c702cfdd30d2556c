/** Routes a message to its handler or listener, and turns the returned or thrown value into a reply. */

import { IncomingRequest, type Reply } from './incoming-request.js';
import { ERRORS, RpcError } from './protocol/errors.js';
import type { Body, Message } from './protocol/message.js';
import type { Replies } from './replies.js';
import { check, type Fields, type Shaped } from './shape.js';

/** Answers requests of a type; `F` describes their fields. */
export type Handler<F extends Fields> = (
  body: Shaped<F>,
  src: string,
  request: IncomingRequest,
) => Reply | void | Promise<Reply | void>;

/** Takes one-way messages of a type; `F` describes their fields. */
export type Listener<F extends Fields> = (body: Shaped<F>, src: string) => void | Promise<void>;

/** A program's handlers and listeners, wrapped in the check of a body's fields. */
type CheckedHandler = (body: Body, src: string, request: IncomingRequest) => ReturnType<Handler<Fields>>;
type CheckedListener = (body: Body, src: string) => ReturnType<Listener<Fields>>;

const REPLIED_AND_RETURNED =
  'the handler replied, and then returned fields, which were not sent: expected it to return nothing after request.reply()';

/** The handlers and listeners of one program. */
export class Dispatcher {
  readonly #replies: Replies;
  readonly #handlers = new Map<string, CheckedHandler>();
  readonly #listeners = new Map<string, CheckedListener>();

  constructor(replies: Replies) {
    this.#replies = replies;
  }

  /** Throws an Error if the type has a handler already. */
  handle<F extends Fields>(type: string, fields: F, handler: Handler<F>): void {
    if (this.#handlers.has(type)) throw new Error(`two handlers for ${type}`);
    this.#handlers.set(type, (body, src, request) => handler(check(body, fields), src, request));
  }

  /** Throws an Error if the type has a listener already. */
  on<F extends Fields>(type: string, fields: F, listener: Listener<F>): void {
    if (this.#listeners.has(type)) throw new Error(`two listeners for ${type}`);
    this.#listeners.set(type, (body, src) => listener(check(body, fields), src));
  }

  /**
   * Passes a message to the handler or listener of its type; `self` is the id of this node. A listener takes
   * precedence.
   */
  dispatch(self: string, message: Message): void {
    const type = message.body.type ?? '';
    const listener = this.#listeners.get(type);
    if (listener !== undefined) return this.#notify(listener, type, message);
    const handler = this.#handlers.get(type);
    if (handler !== undefined) return this.#request(handler, type, self, message);
    this.#refuse(type, self, message);
  }

  #notify(listener: CheckedListener, type: string, { src, body }: Message): void {
    const complain = (error: unknown): void => this.#replies.complain(type, src, error);
    try {
      const done = listener(body, src);
      if (done instanceof Promise) done.catch(complain);
    } catch (error) {
      complain(error);
    }
  }

  #request(handler: CheckedHandler, type: string, self: string, { src, body }: Message): void {
    const replies = this.#replies;
    const request = new IncomingRequest(`${type} from ${src}`, (fields) =>
      replies.reply(self, src, body, fields),
    );
    const end = (fields: Reply | void): void => {
      if (!request.isReplied) request.reply(fields ?? {});
      else if (fields !== undefined) replies.complain(type, src, new Error(REPLIED_AND_RETURNED));
    };
    const fail = (error: unknown): void => {
      if (request.isReplied) replies.complain(type, src, error);
      else replies.replyError(self, src, body, error);
    };
    try {
      const reply = handler(body, src, request);
      if (reply instanceof Promise) reply.then(end, fail);
      else end(reply);
    } catch (error) {
      fail(error);
    }
  }

  #refuse(type: string, self: string, { src, body }: Message): void {
    const known = [...this.#handlers.keys()].join(', ');
    const what = type === '' ? 'a message without type' : type;
    const text = `${what} is not supported by ${self}; it answers ${known}`;
    this.#replies.replyError(self, src, body, new RpcError(ERRORS.notSupported, text));
  }
}
