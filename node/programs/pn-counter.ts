#!/usr/bin/env node
/**
 * A counter that goes up and down: every node eventually shows the sum of all deltas that any node was asked to add.
 * Always available: the node that receives an add acknowledges it alone.
 *
 * Addition is not idempotent, so a sum cannot be gossiped as a set can. The adds can: each gets a unique name and
 * becomes an element of a grow-only set. The value is the sum over that set.
 *
 * The usual design, one total per node of which the greatest known counts, takes less memory, but a node must not
 * lose its own total in a restart nor take an old one for the newest. A set of adds has no such case: an element that
 * has arrived stays, whichever nodes are killed in between.
 */

import { ReplicatedSet } from '../gossip/replicated-set.js';
import { type Node, runIfMain, shape, uniqueNames } from '../index.js';

type Add = readonly [name: string, delta: number];

/** A counter that refuses deltas below `min`, if it is given. */
export function counter(node: Node, range: { readonly min?: number } = {}): void {
  let sum = 0;
  const nextName = uniqueNames(node, 'adds');
  const adds = new ReplicatedSet(node, (add) => {
    const [, delta] = add as Add;
    sum += delta;
  });
  node.handle('add', { delta: shape.integer(range) }, ({ delta }) => {
    // A delta of zero needs no gossip.
    if (delta !== 0) adds.add([nextName(), delta] satisfies Add);
  });
  node.handle('read', {}, () => ({ value: sum }));
}

export default function pnCounter(node: Node): void {
  counter(node);
}

runIfMain(import.meta.url, pnCounter);
