/**
 * Push gossip with random targets (Demers et al., 1987): each `gossip_interval_ms` a node picks `fanout` of the peers
 * that are not known to have all it has, and sends them what they lack. Acknowledged, so that it ends when all have
 * everything.
 */

import type { Timer } from '../../clock.js';
import { canonicalJson } from '../../protocol/canonical-json.js';
import type { Body } from '../../protocol/message.js';
import type { Parameters, Strategy, Surroundings } from '../strategy.js';
import { Outbox } from './outbox.js';

/** An interval of zero would keep nodes busy sending. */
const SHORTEST_ROUND_MS = 1;

export class RandomPush implements Strategy {
  readonly #surroundings: Surroundings;
  readonly #outbox: Outbox;
  readonly #peers: readonly string[];
  readonly #known = new Set<string>();
  #parameters: Parameters;
  #round: Timer | undefined;

  constructor(surroundings: Surroundings, parameters: Parameters) {
    this.#surroundings = surroundings;
    this.#outbox = new Outbox(surroundings);
    this.#peers = surroundings.nodes.filter((id) => id !== surroundings.self);
    this.#parameters = parameters;
  }

  get messagesSent(): number {
    return this.#outbox.messagesSent;
  }

  configure(parameters: Parameters): void {
    this.#parameters = parameters;
    this.#round?.cancel();
    this.#round = undefined;
    this.#schedule();
  }

  publish(value: unknown): void {
    this.#keep(value);
  }

  receive(src: string, body: Body): void {
    for (const value of this.#outbox.receive(src, body)) {
      if (this.#known.has(canonicalJson(value))) continue;
      this.#surroundings.learned(value);
      this.#keep(value, src);
    }
  }

  detail(): Readonly<Record<string, unknown>> {
    return { lacking: Object.fromEntries(this.#peers.map((peer) => [peer, this.#outbox.lacking(peer)])) };
  }

  #keep(value: unknown, from?: string): void {
    this.#known.add(canonicalJson(value));
    for (const peer of this.#peers) if (peer !== from) this.#outbox.add(peer, value);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#round !== undefined || this.#peers.every((peer) => this.#outbox.lacking(peer) === 0)) return;
    const waitMs = Math.max(SHORTEST_ROUND_MS, this.#parameters.gossipIntervalMs);
    this.#round = this.#surroundings.after(waitMs, () => {
      this.#round = undefined;
      let left = this.#peers.filter((peer) => this.#outbox.lacking(peer) > 0);
      for (let i = 0; i < this.#parameters.fanout && left.length > 0; i++) {
        const target = this.#surroundings.random.pick(left);
        left = left.filter((peer) => peer !== target);
        this.#outbox.sendNow(target);
      }
      this.#schedule();
    });
  }
}
