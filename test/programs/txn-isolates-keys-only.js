/**
 * Broken transactions: each micro-operation is atomic, the transaction is not. It pauses between two of them, and others come
 * between. Findings: intermediate reads, transactions that disagree with themselves, cycles of reads.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply } from './transactions.js';

const PAUSE_MS = 20;

export default function isolatesKeysOnly(node) {
  const values = new Map();
  node.handle('txn', { txn: shape.any }, async ({ txn }) => {
    const shown = [];
    for (const micro of txn) {
      shown.push(apply(values, micro));
      await node.sleep(PAUSE_MS);
    }
    return { txn: shown };
  });
}

runIfMain(import.meta.url, isolatesKeysOnly);
