/**
 * Broken broadcast: repeats what is not acknowledged, but gives up on a peer for ever at its first long silence. Finding:
 * right through loss and latency; after a partition has healed, values are lost all the same.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const TRIES = 10;
const RETRY_MS = 100;

export default function dropsAfterHeal(node) {
  const values = new Set();
  const givenUp = new Set();

  const tell = async (peer, value) => {
    for (let i = 0; i < TRIES; i++) {
      if (givenUp.has(peer)) return;
      try {
        await node.rpc(peer, { type: 'tell', value }, { timeoutMs: RETRY_MS });
        return;
      } catch {
        // Once more.
      }
    }
    givenUp.add(peer);
  };

  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    for (const peer of node.peers) void tell(peer, message);
  });
  node.handle('tell', { value: shape.any }, ({ value }) => {
    values.add(value);
  });
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, dropsAfterHeal);
