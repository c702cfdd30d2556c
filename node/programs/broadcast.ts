#!/usr/bin/env node
/**
 * Broadcast: every node eventually shows every broadcast value. Gossip is tuned with `configure` and reports its
 * efficiency with `gossip_stats`.
 *
 * ../gossip/broadcast-node.ts answers clients; ../gossip/delegate.ts spreads the values and is explained in
 * docs/broadcast.md. The topology that a harness suggests is ignored: the tree is built over all nodes.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { DelegateGossip } from '../gossip/delegate.js';
import { type Node, runIfMain } from '../index.js';

/** A star that holds news back for at most a quarter of a second. */
const DEFAULTS = { fanout: 1, gossipIntervalMs: 250 };

export default function broadcast(node: Node): void {
  broadcastNode(node, DEFAULTS, (surroundings, parameters) => new DelegateGossip(surroundings, parameters));
}

runIfMain(import.meta.url, broadcast);
