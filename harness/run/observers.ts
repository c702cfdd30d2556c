/**
 * Clients of the harness itself, which read the nodes' state after the test's own clients have finished.
 *
 * Their requests are not part of the test: they are in the journal, but not in the figures, which stay comparable
 * with Maelstrom's.
 */

import type { Client, Cluster, DropReason, Envelope, Journal } from '../../router/index.js';

export class Observers implements Journal {
  readonly #figures: Journal;
  readonly #ids = new Set<string>();

  /** `figures` gets all events except those of the observers' own messages. */
  constructor(figures: Journal) {
    this.#figures = figures;
  }

  /** A new client for each node. */
  of(cluster: Cluster): ReadonlyMap<string, Client> {
    const clients = new Map(cluster.nodes.map((node) => [node, cluster.client()]));
    for (const { id } of clients.values()) this.#ids.add(id);
    return clients;
  }

  /** The ids of all clients made so far. */
  get ids(): readonly string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  send(time: number, envelope: Envelope): void {
    if (!this.#concerns(envelope)) this.#figures.send(time, envelope);
  }

  receive(time: number, envelope: Envelope): void {
    if (!this.#concerns(envelope)) this.#figures.receive(time, envelope);
  }

  drop(time: number, envelope: Envelope, reason: DropReason): void {
    if (!this.#concerns(envelope)) this.#figures.drop(time, envelope, reason);
  }

  fault(time: number, fault: string, text: string): void {
    this.#figures.fault(time, fault, text);
  }

  #concerns({ forClient, src, dest }: Envelope): boolean {
    return forClient && (this.#ids.has(src) || this.#ids.has(dest));
  }
}
