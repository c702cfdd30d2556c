/** The messages between nodes and services that did not arrive, as a journal while the run goes on. */

import { SECOND } from '../../node/index.js';
import type { Envelope, Journal } from '../../router/index.js';
import type { DroppedMessage } from './decisive.js';

export class DroppedMessages implements Journal {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<number, { readonly type: string; readonly nth: number; readonly time: number }>();
  readonly #dropped: DroppedMessage[] = [];

  /** In the order in which they were dropped. */
  get list(): readonly DroppedMessage[] {
    return this.#dropped;
  }

  send(time: number, { id, src, dest, body, forClient }: Envelope): void {
    if (forClient) return;
    const type = typeof body['type'] === 'string' ? body['type'] : '';
    const key = JSON.stringify([src, dest, type]);
    const nth = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, nth);
    this.#names.set(id, { type, nth, time });
  }

  receive(): void {
    // It arrived.
  }

  drop(_time: number, { id, src, dest }: Envelope, reason: string): void {
    const name = this.#names.get(id);
    if (name === undefined) return;
    const { type, nth, time } = name;
    this.#dropped.push({ message: { src, dest, type, nth }, time: time / SECOND, reason });
  }

  fault(): void {
    // No message.
  }
}
