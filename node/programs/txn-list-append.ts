#!/usr/bin/env node
/**
 * Transactions over lists: each reads lists and appends to them atomically, as if transactions ran one after the
 * other, each at some moment between its request and its reply (strict serializability).
 *
 *     ["r", 1, null], ["append", 1, 6]    is answered    ["r", 1, [4, 5]], ["append", 1, 6]
 *
 * The nodes are stateless. They share one value of `lin-kv` that is the whole database, and replace it by
 * compare-and-set: a transaction that was computed from an outdated state is computed again. Any node can serve any
 * request, none depends on another, and a killed node loses nothing. `transactor.ts` explains how lost messages are
 * handled, and `root.ts` how the value stays small.
 */

import { type Node, runIfMain } from '../index.js';
import { transaction } from '../transactions/shape.js';
import { Transactor } from '../transactions/transactor.js';

export default function txnListAppend(node: Node): void {
  const transactor = new Transactor(node, (list, element) => [
    ...((list as unknown[] | null) ?? []),
    element,
  ]);
  node.handle('txn', { txn: transaction('append') }, async ({ txn }, src) => ({
    txn: await transactor.perform(src, txn),
  }));
}

runIfMain(import.meta.url, txnListAppend);
