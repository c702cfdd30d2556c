/**
 * The seam of the broadcast program: how values get from the node that was told them to all others.
 *
 * A strategy is pure and deterministic: time, randomness and sending are handed in. It is told of new values and of
 * messages, and reports each value that it learns from others, once.
 */

import type { Timer } from '../clock.js';
import type { Body } from '../protocol/message.js';
import type { Random } from '../random.js';

/** What `configure` sets. */
export interface Parameters {
  /** How broad the tree of delegates is: 1 is a star; k, a tree under k relays; n - 1 or more, everyone to everyone. */
  readonly fanout: number;
  /** How long values may be held back to travel together, in milliseconds. */
  readonly gossipIntervalMs: number;
}

/** What a strategy lives in. */
export interface Surroundings {
  readonly self: string;
  /** All nodes, in the cluster's order: their places are their ranks. */
  readonly nodes: readonly string[];
  readonly random: Random;
  /** Milliseconds, never going backwards. */
  now(): number;
  after(delayMs: number, callback: () => void): Timer;
  send(dest: string, body: Body): void;
  /** Reports a value that came from another node. */
  learned(value: unknown): void;
}

export interface Strategy {
  /** A client told this node a value that it did not know. */
  publish(value: unknown): void;
  /** A message of type `gossip` came. */
  receive(src: string, body: Body): void;
  configure(parameters: Parameters): void;
  /** The neighbours that a harness suggests; a strategy may go its own ways. */
  suggest?(neighbours: readonly string[]): void;
  /** Messages sent to other nodes so far, of every kind. */
  readonly messagesSent: number;
  /** Figures that say which knob to turn. */
  detail(): Readonly<Record<string, unknown>>;
}
