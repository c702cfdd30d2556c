#!/usr/bin/env node
/**
 * A grow-only set: every node eventually shows every element that any node was asked to add. Always available: the
 * node that receives an add acknowledges it alone; the others learn of it by gossip.
 *
 * No agreement is needed, because set union is commutative, associative and idempotent.
 */

import { ReplicatedSet } from '../gossip/replicated-set.js';
import { type Node, runIfMain, shape } from '../index.js';

export default function gSet(node: Node): void {
  const elements: unknown[] = [];
  const set = new ReplicatedSet(node, (element) => elements.push(element));
  node.handle('add', { element: shape.any }, ({ element }) => set.add(element));
  node.handle('read', {}, () => ({ value: elements }));
}

runIfMain(import.meta.url, gSet);
