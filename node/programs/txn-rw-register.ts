#!/usr/bin/env node
/**
 * Transactions over registers: each reads some and overwrites some atomically, strictly serializable.
 *
 *     ["r", 1, null], ["w", 1, 6], ["r", 1, null]    is answered    ["r", 1, 5], ["w", 1, 6], ["r", 1, 6]
 *
 * It is `txn-list-append.ts` with another kind of write; that file explains how it works.
 */

import { type Node, runIfMain } from '../index.js';
import { transaction } from '../transactions/shape.js';
import { Transactor } from '../transactions/transactor.js';

export default function txnRwRegister(node: Node): void {
  const transactor = new Transactor(node, (_held, value) => value);
  node.handle('txn', { txn: transaction('w') }, async ({ txn }, src) => ({
    txn: await transactor.perform(src, txn),
  }));
}

runIfMain(import.meta.url, txnRwRegister);
