#!/usr/bin/env node
/**
 * Broadcast: every node eventually shows every broadcast value. Gossip is tuned with `configure` and reports its
 * efficiency with `gossip_stats`.
 *
 * Speaking with clients is ../gossip/broadcast-node.ts; how values spread is ../gossip/delegate.ts, explained in
 * docs/broadcast.md. The neighbours that a harness suggests are not needed: the tree is built over all nodes.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { DelegateGossip } from '../gossip/delegate.js';
import { type Node, runIfMain } from '../index.js';

/** A star, and news held back for a quarter of a second at most. */
const DEFAULTS = { fanout: 1, gossipIntervalMs: 250 };

export default function broadcast(node: Node): void {
  broadcastNode(node, DEFAULTS, (surroundings, parameters) => new DelegateGossip(surroundings, parameters));
}

runIfMain(import.meta.url, broadcast);
