/**
 * Right broadcast: stores each value before it acknowledges it, and tells its peers until they have heard. Finding: none
 * under kills that leave it its storage; where they leave it nothing, values are lost.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const RETRY_MS = 200;

export default function storesValues(node, storage = node.storage) {
  const values = new Set((storage.read('values') ?? '').split('\n').filter(Boolean).map(Number));

  const tell = async (peer, value) => {
    for (;;) {
      try {
        await node.rpc(peer, { type: 'tell', value }, { timeoutMs: RETRY_MS });
        return;
      } catch {
        // Once more.
      }
    }
  };
  const add = (value) => {
    if (values.has(value)) return false;
    values.add(value);
    storage.append('values', `${value}\n`);
    return true;
  };

  // Whom it had told when it was killed it does not know.
  node.onInit(() => {
    for (const value of values) for (const peer of node.peers) void tell(peer, value);
  });
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    if (add(message)) for (const peer of node.peers) void tell(peer, message);
  });
  node.handle('tell', { value: shape.any }, ({ value }) => void add(value));
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, storesValues);
