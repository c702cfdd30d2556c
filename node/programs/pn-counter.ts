#!/usr/bin/env node
/**
 * A counter that goes up and down: in the end every node shows the sum of all that any of them was told to add. Always
 * available: an add is acknowledged by the node that was asked, alone.
 *
 * To add 2 twice is not to add 2 once, so a sum cannot be gossiped as a set can. But its adds can: each gets a name that no
 * other has, and becomes an element of a grow-only set. The value is the sum over that set.
 *
 * The usual way, a total for each node of which the greatest known counts, takes less memory, but must not lose its own
 * total in a restart nor take an old one for the newest. A set of adds has no such case: what came once stays once,
 * whoever was killed in between.
 */

import { ReplicatedSet } from '../gossip/replicated-set.js';
import { type Node, runIfMain, shape, uniqueNames } from '../index.js';

type Add = readonly [name: string, delta: number];

/** A counter whose adds are of at least `min`, where that is given. */
export function counter(node: Node, range: { readonly min?: number } = {}): void {
  let sum = 0;
  const nextName = uniqueNames(node, 'adds');
  const adds = new ReplicatedSet(node, (add) => {
    const [, delta] = add as Add;
    sum += delta;
  });
  node.handle('add', { delta: shape.integer(range) }, ({ delta }) => {
    // Nobody needs to be told of nothing.
    if (delta !== 0) adds.add([nextName(), delta] satisfies Add);
  });
  node.handle('read', {}, () => ({ value: sum }));
}

export default function pnCounter(node: Node): void {
  counter(node);
}

runIfMain(import.meta.url, pnCounter);
