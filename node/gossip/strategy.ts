/**
 * The interface of broadcast strategies: how values get from the node that received them from a client to all others.
 *
 * A strategy is pure and deterministic: time, randomness and sending are injected. It gets new values and messages,
 * and reports each value that it learns from others, once. test/node/gossip/strategy-contract.ts tests the guarantees
 * that all strategies share.
 */

import type { Timer } from '../clock.js';
import type { Body } from '../protocol/message.js';
import type { Random } from '../random.js';

/** The parameters that the request `configure` sets. */
export interface Parameters {
  /**
   * How broad the tree of delegates is: 1 is a star; k, a tree under k relays; n - 1 or more, everyone to everyone.
   */
  readonly fanout: number;
  /** How long values may be held back to travel together, in milliseconds. */
  readonly gossipIntervalMs: number;
}

/** The environment of a strategy: a node that has its id (`surroundings.ts`), or a test. */
export interface Surroundings {
  /** The id of this node. */
  readonly self: string;
  /** All nodes, in the cluster's order: their places are their ranks. */
  readonly nodes: readonly string[];
  readonly random: Random;
  /** Milliseconds since some fixed moment, never going backwards. */
  now(): number;
  /** Runs `callback` once after `delayMs` milliseconds; zero means after the input that is already here. */
  after(delayMs: number, callback: () => void): Timer;
  /** Sends a one-way message, which may be lost, doubled, delayed or overtaken. */
  send(dest: string, body: Body): void;
  /** Reports a value that came from another node. */
  learned(value: unknown): void;
}

/** How one node takes part in spreading values. */
export interface Strategy {
  /** This node has a new value from a client. */
  publish(value: unknown): void;
  /** A message of type `gossip` came. Throws an RpcError (12) if it is malformed, before anything of it is taken. */
  receive(src: string, body: Body): void;
  /** The parameters have changed; they count from the next message on. */
  configure(parameters: Parameters): void;
  /** The neighbours that a harness suggests; a strategy may ignore them. */
  suggest?(neighbours: readonly string[]): void;
  /** Messages sent to other nodes so far, of every kind. */
  readonly messagesSent: number;
  /** Figures for `gossip_stats`, as JSON: they show which parameter to change. */
  detail(): Readonly<Record<string, unknown>>;
}

/** Makes the strategy of a node that has its id. */
export type StartStrategy = (surroundings: Surroundings, parameters: Parameters) => Strategy;
