/**
 * Flooding, the usual first design: each value goes on to all neighbours of the suggested topology but the one it
 * came from, at once or after `gossip_interval_ms`, is acknowledged, and is sent again each second until it is.
 */

import { canonicalJson } from '../../protocol/canonical-json.js';
import type { Body } from '../../protocol/message.js';
import type { Parameters, Strategy, Surroundings } from '../strategy.js';
import { Outbox } from './outbox.js';

const RETRY_MS = 1000;

export class Flood implements Strategy {
  readonly #surroundings: Surroundings;
  readonly #outbox: Outbox;
  readonly #known = new Set<string>();
  #parameters: Parameters;
  #neighbours: readonly string[];

  /** Without a suggestion all other nodes are neighbours. */
  constructor(surroundings: Surroundings, parameters: Parameters) {
    this.#surroundings = surroundings;
    this.#outbox = new Outbox(surroundings);
    this.#parameters = parameters;
    this.#neighbours = surroundings.nodes.filter((id) => id !== surroundings.self);
  }

  get messagesSent(): number {
    return this.#outbox.messagesSent;
  }

  suggest(neighbours: readonly string[]): void {
    this.#neighbours = neighbours;
  }

  configure(parameters: Parameters): void {
    this.#parameters = parameters;
  }

  publish(value: unknown): void {
    this.#spread(value, undefined);
  }

  receive(src: string, body: Body): void {
    for (const value of this.#outbox.receive(src, body)) {
      if (this.#known.has(canonicalJson(value))) continue;
      this.#surroundings.learned(value);
      this.#spread(value, src);
    }
  }

  detail(): Readonly<Record<string, unknown>> {
    return { neighbours: this.#neighbours };
  }

  #spread(value: unknown, from: string | undefined): void {
    this.#known.add(canonicalJson(value));
    for (const neighbour of this.#neighbours) {
      if (neighbour === from) continue;
      this.#outbox.add(neighbour, value);
      this.#outbox.deliver(neighbour, this.#parameters.gossipIntervalMs, RETRY_MS);
    }
  }
}
