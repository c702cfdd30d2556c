/**
 * Broken transactions: every fifth that only reads sees what was there four transactions ago. Finding: serializable, but not in
 * real time.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply, readsOnly } from './transactions.js';

export default function readsThePast(node) {
  const states = [new Map()];
  let reads = 0;
  node.handle('txn', { txn: shape.any }, ({ txn }) => {
    const past = readsOnly(txn) && ++reads % 5 === 0;
    const values = new Map(past ? states[0] : states.at(-1));
    const shown = txn.map((micro) => apply(values, micro));
    if (!past) states.push(values);
    if (states.length > 5) states.shift();
    return { txn: shown };
  });
}

runIfMain(import.meta.url, readsThePast);
