#!/usr/bin/env node
/**
 * Unique ids without coordination: the name of this life of the node, and a counter. Available under any partition.
 */

import { type Node, runIfMain, uniqueNames } from '../index.js';

export default function uniqueIds(node: Node): void {
  const next = uniqueNames(node, 'unique ids');
  node.handle('generate', {}, () => ({ id: next() }));
}

runIfMain(import.meta.url, uniqueIds);
