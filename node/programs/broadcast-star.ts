#!/usr/bin/env node
/**
 * Broadcast through the first node, with an acknowledgement for each message: a rival to compare `broadcast` with.
 *
 * It needs as few hops as any star and twice the messages. It stops working when the first node is down.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { ackedStar } from '../gossip/rivals/acked-star.js';
import { type Node, runIfMain } from '../index.js';

export default function broadcastStar(node: Node): void {
  broadcastNode(node, { fanout: 1, gossipIntervalMs: 250 }, ackedStar);
}

runIfMain(import.meta.url, broadcastStar);
