/** What a cluster is made of, and how long its nodes may take. */

import type { NodeSource } from './hosts/make-host.js';
import type { NetworkOptions } from './rules/network-options.js';
import type { Skew } from './skew.js';
import type { Trouble } from './trouble.js';

/** What a cluster is made of: its nodes, what each of them runs, and its network at the beginning. */
export interface ClusterOptions extends NetworkOptions {
  /** Node ids, in the order in which `init` lists them. */
  readonly nodes: readonly string[];
  readonly source: NodeSource;
  /** How long a node may take to answer `init`. 10,000 by default. */
  readonly initTimeoutMs?: number;
  /** How long a node in virtual time may compute without waiting, before it is killed. 10,000 by default. */
  readonly stallLimitMs?: number;
  /** How far the clocks of nodes are wrong during the whole run, by node. Simulated nodes, and those in virtual time, only. */
  readonly clockSkew?: ReadonlyMap<string, Skew> | undefined;
  /**
   * Where nodes store their durable state, a directory each. By default a temporary one that is removed at `stop`.
   */
  readonly dataFolder?: string | undefined;
}

/**
 * Hears what nodes do beside sending messages. Called at once, also while the cluster is starting and stopping.
 */
export interface ClusterListener {
  /** A node did something wrong: each time, in the order in which it happened. */
  readonly trouble: (trouble: Trouble) => void;
  /** A line of a node's log. */
  readonly log: (node: string, line: string) => void;
}
