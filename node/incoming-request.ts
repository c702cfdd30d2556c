/** The fields of a reply, without the reserved ones. */
export type Reply = Readonly<Record<string, unknown>>;

/** A request that a handler is answering. It gets one reply, or none if it has no `msg_id`. */
export class IncomingRequest {
  readonly #what: string;
  readonly #send: (fields: Reply) => void;
  #isReplied = false;

  /** `what` names the request in errors, for example `echo from c1`; `send` sends the reply. */
  constructor(what: string, send: (fields: Reply) => void) {
    this.#what = what;
    this.#send = send;
  }

  /** Whether the reply has been sent. */
  get isReplied(): boolean {
    return this.#isReplied;
  }

  /**
   * Sends the reply now, `<type>_ok` with these fields, instead of when the handler returns: messages that the
   * handler sends after this follow the reply and have higher `msg_id`s. The handler must then return nothing. Throws
   * an Error if the request has been answered already.
   */
  reply(fields: Reply = {}): void {
    if (this.#isReplied) throw new Error(`${this.#what} has had its reply: expected one reply to a request`);
    // A reply whose fields cannot be serialized counts as not sent: the request still gets an error.
    this.#send(fields);
    this.#isReplied = true;
  }
}
