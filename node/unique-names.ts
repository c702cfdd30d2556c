/**
 * Names that nobody else ever gives, without asking anybody: the node's id, a random name for this life of it, and a count.
 *
 * A restarted node counts from 0 again; 64 random bits drawn at the start keep its new names apart from its old ones.
 */

import type { Node } from './node.js';

/** A source of names, to be made when the program starts and used when the node has its id. */
export function uniqueNames(node: Node, purpose: string): () => string {
  const random = node.random.fork(purpose);
  const life = [0, 1].map(() => random.integer(0, 0xffffffff).toString(36)).join('.');
  let count = 0;
  return () => `${node.id}-${life}-${count++}`;
}
