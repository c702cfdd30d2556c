/** Adapts a node to the environment that strategies expect. */

import type { Node } from '../node.js';
import type { Surroundings } from './strategy.js';

/** Call it when the node has its id. `learned` is called with each value that comes from another node. */
export function surroundingsOf(node: Node, learned: (value: unknown) => void): Surroundings {
  return {
    self: node.id,
    nodes: node.nodeIds,
    random: node.random.fork('gossip'),
    now: () => node.now(),
    after: (delayMs, callback) => node.after(delayMs, callback),
    send: (dest, body) => node.send(dest, body),
    learned,
  };
}
