/**
 * Broken transactions: every third is carried out and then said to have been aborted by a conflict. Finding: aborted reads
 * (G1a).
 */

import { ERRORS, RpcError, runIfMain, shape } from '../../dist/node/index.js';
import { apply } from './transactions.js';

export default function keepsAborted(node) {
  const values = new Map();
  let count = 0;
  node.handle('txn', { txn: shape.any }, ({ txn }) => {
    const shown = txn.map((micro) => apply(values, micro));
    if (++count % 3 === 0) throw new RpcError(ERRORS.txnConflict, 'aborted by a conflict');
    return { txn: shown };
  });
}

runIfMain(import.meta.url, keepsAborted);
