/**
 * Broken transactions: each works on a copy of what it found, and writes back the keys that it changed without looking whether
 * somebody else did meanwhile. Finding: lost updates.
 */

import { runIfMain, shape } from '../../dist/node/index.js';
import { apply } from './transactions.js';

const WORK_MS = 20;

export default function losesUpdates(node) {
  const values = new Map();
  node.handle('txn', { txn: shape.any }, async ({ txn }) => {
    const copy = new Map(values);
    const shown = txn.map((micro) => apply(copy, micro));
    await node.sleep(WORK_MS);
    for (const [f, key] of txn) if (f !== 'r') values.set(key, copy.get(key));
    return { txn: shown };
  });
}

runIfMain(import.meta.url, losesUpdates);
