#!/usr/bin/env node
/**
 * Broadcast by push gossip to random peers, `fanout` of them each `gossip_interval_ms`: a rival to compare
 * `broadcast` with.
 *
 * All nodes are equal and faults need no detection, at the price of many redundant messages.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { RandomPush } from '../gossip/rivals/random-push.js';
import { type Node, runIfMain } from '../index.js';

export default function broadcastRandom(node: Node): void {
  broadcastNode(
    node,
    { fanout: 3, gossipIntervalMs: 250 },
    (surroundings, parameters) => new RandomPush(surroundings, parameters),
  );
}

runIfMain(import.meta.url, broadcastRandom);
