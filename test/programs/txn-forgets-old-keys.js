/**
 * Broken transactions: a key is forgotten as soon as a much newer one is written. Finding: only a read after the load shows
 * that, for while it lasts nothing asks for a key that is used up. The key is found unset, or its list empty, long after it
 * was written.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply } from './transactions.js';

const KEPT = 10;

export default function forgetsOldKeys(node) {
  const values = new Map();
  node.handle('txn', { txn: shape.any }, ({ txn }) => {
    const shown = txn.map((micro) => apply(values, micro));
    const newest = Math.max(...values.keys());
    for (const key of values.keys()) if (key < newest - KEPT) values.delete(key);
    return { txn: shown };
  });
}

runIfMain(import.meta.url, forgetsOldKeys);
