/**
 * Names that are unique in the cluster without coordination: the node's id, a random name for this life of it, and a
 * count.
 *
 * A restarted node counts from 0 again; 64 random bits drawn at the start keep its new names apart from its old ones.
 */

import type { Node } from './node.js';

/**
 * A source of names such as `n1-1a2b.3c4d-0`, to be made when the program starts and used when the node has its id;
 * before, it throws. `purpose` sets its random stream apart from others of the node.
 */
export function uniqueNames(node: Node, purpose: string): () => string {
  const random = node.random.fork(purpose);
  const life = [0, 1].map(() => random.integer(0, 0xffffffff).toString(36)).join('.');
  let count = 0;
  return () => `${node.id}-${life}-${count++}`;
}
