/** Values on their way to peers: sent together, acknowledged message by message, and sent again until they are. */

import type { Timer } from '../../clock.js';
import { canonicalJson } from '../../protocol/canonical-json.js';
import type { Body } from '../../protocol/message.js';
import { array, any, check, integer, optional } from '../../shape.js';
import type { Surroundings } from '../strategy.js';

const FIELDS = { values: optional(array(any)), no: optional(integer()), ack: optional(integer()) };

interface Pending {
  /** By their canonical texts. */
  readonly values: Map<string, unknown>;
  /** The values in each message that is not acknowledged. */
  readonly open: Map<number, readonly string[]>;
  /** Those that were not sent yet. */
  readonly fresh: Set<string>;
  flush: Timer | undefined;
  retry: Timer | undefined;
}

export class Outbox {
  messagesSent = 0;
  readonly #surroundings: Surroundings;
  readonly #pending: ReadonlyMap<string, Pending>;
  #no = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const peers = surroundings.nodes.filter((id) => id !== surroundings.self);
    this.#pending = new Map(
      peers.map((peer) => [
        peer,
        { values: new Map(), open: new Map(), fresh: new Set(), flush: undefined, retry: undefined },
      ]),
    );
  }

  /** The values that a peer is not known to have. */
  lacking(peer: string): number {
    return this.#pending.get(peer)?.values.size ?? 0;
  }

  add(peer: string, value: unknown): void {
    const text = canonicalJson(value);
    this.#pending.get(peer)?.values.set(text, value);
    this.#pending.get(peer)?.fresh.add(text);
  }

  /** Sends new values to the peer in `holdMs`, and all that it has not acknowledged each `retryMs`. */
  deliver(peer: string, holdMs: number, retryMs: number): void {
    const pending = this.#pending.get(peer);
    if (pending === undefined) return;
    pending.flush ??= this.#surroundings.after(holdMs, () => {
      pending.flush = undefined;
      this.#sendValues(peer, pending, [...pending.fresh]);
    });
    pending.retry ??= this.#surroundings.after(retryMs, () => {
      pending.retry = undefined;
      this.sendNow(peer);
      if (pending.values.size > 0) this.deliver(peer, holdMs, retryMs);
    });
  }

  /** Sends all that the peer is not known to have. */
  sendNow(peer: string): void {
    const pending = this.#pending.get(peer);
    if (pending !== undefined) this.#sendValues(peer, pending, [...pending.values.keys()]);
  }

  #sendValues(peer: string, pending: Pending, texts: readonly string[]): void {
    if (texts.length === 0) return;
    pending.open.set(++this.#no, texts);
    pending.fresh.clear();
    this.#send(peer, { values: texts.map((text) => pending.values.get(text)), no: this.#no });
  }

  /** Takes a message of this kind, acknowledges its values and gives them. */
  receive(src: string, body: Body): readonly unknown[] {
    const { values, no, ack } = check(body, FIELDS);
    const pending = this.#pending.get(src);
    if (pending === undefined) return [];
    if (ack !== undefined) {
      for (const text of pending.open.get(ack) ?? []) this.#drop(pending, text);
      pending.open.delete(ack);
      if (pending.values.size === 0) {
        pending.retry?.cancel();
        pending.retry = undefined;
        pending.open.clear();
      }
    }
    if (values === undefined) return [];
    if (no !== undefined) this.#send(src, { ack: no });
    // The sender of a value has it.
    for (const value of values) this.#drop(pending, canonicalJson(value));
    return values;
  }

  #drop(pending: Pending, text: string): void {
    pending.values.delete(text);
    pending.fresh.delete(text);
  }

  #send(peer: string, fields: Body): void {
    this.messagesSent++;
    this.#surroundings.send(peer, { type: 'gossip', ...fields });
  }
}
