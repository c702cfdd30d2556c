#!/usr/bin/env node
/**
 * A grow-only set: what any node is told to add, every node shows in the end. Always available: an add is acknowledged by
 * the node that was asked, alone; the others learn of it by gossip.
 *
 * Nothing has to be agreed on, because the union of two sets is the same whichever comes first, and however often.
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
