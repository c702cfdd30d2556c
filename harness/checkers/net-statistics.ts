/**
 * Counts messages as the network journals them, so that the figures need no second pass over a journal.
 *
 * `clients` are the messages that have a client at one end, `servers` all others: between nodes, to services and back.
 * What a node sent and nobody received counts as sent; a message delivered twice is received twice.
 */

import type { DropReason, Envelope, Journal } from '../../router/index.js';
import { float32, type Result } from './checker.js';

/** Messages of one kind. */
export interface TrafficCounts {
  readonly 'send-count': number;
  readonly 'recv-count': number;
  /** Different messages: as many as were sent. */
  readonly 'msg-count': number;
  /** Messages sent per client operation, as a 32-bit float; absent of clients' own, and if there were no operations. */
  readonly 'msgs-per-op'?: number;
}

/** The figures are absent if there is no journal. */
export interface NetResult extends Result {
  readonly all?: TrafficCounts;
  readonly clients?: TrafficCounts;
  readonly servers?: TrafficCounts;
}

/**
 * Counts a network's messages: all, those with a client at one end, those between servers (nodes and services), and
 * drops by reason.
 */
export class NetStatistics implements Journal {
  readonly #clients = new Traffic();
  readonly #servers = new Traffic();
  readonly #drops = new Map<DropReason, number>();

  send(_time: number, envelope: Envelope): void {
    this.#traffic(envelope).sent++;
  }

  receive(_time: number, envelope: Envelope): void {
    this.#traffic(envelope).received++;
  }

  drop(_time: number, envelope: Envelope, reason: DropReason): void {
    if (!envelope.forClient) this.#drops.set(reason, (this.#drops.get(reason) ?? 0) + 1);
  }

  fault(): void {}

  /** Messages sent between servers so far. */
  get serverSends(): number {
    return this.#servers.sent;
  }

  /** How many messages between servers were dropped, by reason. Not among Maelstrom's figures. */
  get drops(): Readonly<Partial<Record<DropReason, number>>> {
    return Object.fromEntries(this.#drops);
  }

  /** `operations`: how many the clients invoked, of every kind and whatever came of them. */
  result(operations: number): NetResult {
    const all = new Traffic(
      this.#clients.sent + this.#servers.sent,
      this.#clients.received + this.#servers.received,
    );
    return {
      valid: true,
      all: { ...all.counts(), ...all.perOperation(operations) },
      clients: this.#clients.counts(),
      servers: { ...this.#servers.counts(), ...this.#servers.perOperation(operations) },
    };
  }

  #traffic(envelope: Envelope): Traffic {
    return envelope.forClient ? this.#clients : this.#servers;
  }
}

class Traffic {
  sent: number;
  received: number;

  constructor(sent = 0, received = 0) {
    this.sent = sent;
    this.received = received;
  }

  counts(): TrafficCounts {
    // Every send is a message of its own, with an id of its own.
    return { 'send-count': this.sent, 'recv-count': this.received, 'msg-count': this.sent };
  }

  perOperation(operations: number): Pick<TrafficCounts, 'msgs-per-op'> {
    return operations === 0 ? {} : { 'msgs-per-op': float32(this.sent / operations) };
  }
}
