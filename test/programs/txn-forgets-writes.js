/**
 * Broken transactions: every seventh that writes is acknowledged and forgotten. Finding: what completed is missing from later
 * reads. Lists contradict each other, registers make a cycle in real time.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply, readsOnly } from './transactions.js';

export default function forgetsWrites(node) {
  let values = new Map();
  let writes = 0;
  node.handle('txn', { txn: shape.any }, ({ txn }) => {
    const after = new Map(values);
    const shown = txn.map((micro) => apply(after, micro));
    if (readsOnly(txn) || ++writes % 7 !== 0) values = after;
    return { txn: shown };
  });
}

runIfMain(import.meta.url, forgetsWrites);
