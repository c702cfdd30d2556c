/** The messages between nodes and services that did not arrive, as a journal while the run goes on. */

import { SECOND } from '../../node/index.js';
import { type Envelope, type Journal, type MessageName, MessageNumbering } from '../../router/index.js';
import type { DroppedMessage } from './decisive.js';

export class DroppedMessages implements Journal {
  readonly #numbering = new MessageNumbering();
  readonly #sent = new Map<number, { readonly message: MessageName; readonly time: number }>();
  readonly #dropped: DroppedMessage[] = [];

  /** In the order in which they were dropped. */
  get list(): readonly DroppedMessage[] {
    return this.#dropped;
  }

  send(time: number, envelope: Envelope): void {
    const message = this.#numbering.next(envelope);
    if (message !== undefined) this.#sent.set(envelope.id, { message, time });
  }

  receive(): void {
    // It arrived.
  }

  drop(_time: number, { id }: Envelope, reason: string): void {
    const sent = this.#sent.get(id);
    if (sent !== undefined) this.#dropped.push({ message: sent.message, time: sent.time / SECOND, reason });
  }

  fault(): void {
    // No message.
  }
}
