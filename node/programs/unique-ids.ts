#!/usr/bin/env node
/**
 * Unique ids without coordination: the node's id, a random name for this life of it, and a counter. Totally available
 * under any partition.
 *
 * A restarted node counts from 0 again; 64 random bits drawn at the start keep its new ids apart from its old ones.
 */

import { type Node, runIfMain } from '../index.js';

export default function uniqueIds(node: Node): void {
  const random = node.random.fork('unique ids');
  const life = [0, 1].map(() => random.integer(0, 0xffffffff).toString(36)).join('.');
  let count = 0;
  node.handle('generate', {}, () => ({ id: `${node.id}-${life}-${count++}` }));
}

runIfMain(import.meta.url, uniqueIds);
