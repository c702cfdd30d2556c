#!/usr/bin/env node
/**
 * Broadcast by Plumtree (Leitão, Pereira and Rodrigues, 2007): a rival to compare `broadcast` with.
 *
 * The tree that values travel on is pruned out of a random graph by their own duplicates.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { Plumtree } from '../gossip/rivals/plumtree.js';
import { type Node, runIfMain } from '../index.js';

export default function broadcastPlumtree(node: Node): void {
  broadcastNode(
    node,
    { fanout: 3, gossipIntervalMs: 250 },
    (surroundings, parameters) => new Plumtree(surroundings, parameters),
  );
}

runIfMain(import.meta.url, broadcastPlumtree);
