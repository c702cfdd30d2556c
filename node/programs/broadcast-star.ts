#!/usr/bin/env node
/**
 * Broadcast by way of the first node, with an acknowledgement for each message: a rival to compare `broadcast` with.
 *
 * As few hops as a star has, at twice the messages; and a star without its hub is none.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { ackedStar } from '../gossip/rivals/acked-star.js';
import { type Node, runIfMain } from '../index.js';

export default function broadcastStar(node: Node): void {
  broadcastNode(node, { fanout: 1, gossipIntervalMs: 250 }, ackedStar);
}

runIfMain(import.meta.url, broadcastStar);
