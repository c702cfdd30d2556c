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

  /** Whether it has had its reply. */
  get isReplied(): boolean {
    return this.#isReplied;
  }

  /**
   * Sends the reply now, `<type>_ok` with these fields, and not when the handler returns: what the handler sends after this
   * leaves after the reply, and has a higher `msg_id`. The handler must return nothing then. Throws an Error if the request
   * has had its reply already.
   */
  reply(fields: Reply = {}): void {
    if (this.#isReplied) throw new Error(`${this.#what} has had its reply: expected one reply to a request`);
    // Fields that cannot be sent are no reply: the request still gets an error.
    this.#send(fields);
    this.#isReplied = true;
  }
}
