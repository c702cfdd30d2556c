/**
 * Broken transactions: reads show what was there when their transaction began, whatever it has written since. Finding:
 * transactions that disagree with themselves.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply } from './transactions.js';

export default function missesItsOwnWrites(node) {
  const values = new Map();
  node.handle('txn', { txn: shape.any }, ({ txn }) => {
    const before = new Map(values);
    return { txn: txn.map((micro) => apply(micro[0] === 'r' ? before : values, micro)) };
  });
}

runIfMain(import.meta.url, missesItsOwnWrites);
