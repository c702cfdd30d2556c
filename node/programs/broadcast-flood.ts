#!/usr/bin/env node
/**
 * Broadcast by flooding over the topology that the harness suggests: a rival to compare `broadcast` with.
 *
 * Simple and quick, at a message and an acknowledgement for each value and link.
 */

import { broadcastNode } from '../gossip/broadcast-node.js';
import { Flood } from '../gossip/rivals/flood.js';
import { type Node, runIfMain } from '../index.js';

export default function broadcastFlood(node: Node): void {
  broadcastNode(
    node,
    { fanout: 1, gossipIntervalMs: 0 },
    (surroundings, parameters) => new Flood(surroundings, parameters),
  );
}

runIfMain(import.meta.url, broadcastFlood);
