/** The messages that leave a node: their order, and their numbers. */

import type { Clock } from './clock.js';
import type { Transport } from './environment.js';
import type { Message } from './protocol/message.js';

/** How a one-way message leaves; by default after pending replies, and without a `msg_id`. */
export interface SendOptions {
  /** True: the message leaves now, before the replies to other input that is already here. */
  readonly now?: boolean;
  /** True: it takes the next `msg_id` in the moment in which it leaves. A reply to it is dropped. */
  readonly numbered?: boolean;
}

/** The order and the numbers of a node's messages. All `msg_id`s of a node come from here. */
export class Output {
  readonly #clock: Clock;
  readonly #transport: Transport;
  #waiting: { readonly message: Message; readonly numbered: boolean }[] = [];
  #nextMsgId = 0;

  constructor(clock: Clock, transport: Transport) {
    this.#clock = clock;
    this.#transport = transport;
  }

  /** A `msg_id` that no other message of this node has. */
  takeMsgId(): number {
    return this.#nextMsgId++;
  }

  /** Sends a message now. */
  send(message: Message): void {
    this.#transport.send(message);
  }

  /**
   * Sends a message after the replies to all input that is already here, without a `msg_id`. `options` change either.
   */
  forward(message: Message, { now = false, numbered = false }: SendOptions): void {
    if (now) return this.#leave(message, numbered);
    if (this.#waiting.length === 0) this.#clock.schedule(0, () => this.#flush());
    this.#waiting.push({ message, numbered });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { message, numbered } of waiting) this.#leave(message, numbered);
  }

  #leave(message: Message, numbered: boolean): void {
    const { body } = message;
    this.send(numbered ? { ...message, body: { ...body, msg_id: this.takeMsgId() } } : message);
  }
}
