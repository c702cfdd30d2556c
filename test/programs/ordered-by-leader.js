/**
 * Correct broadcast by a leader: the other nodes hand each value to the first node, and show what it sends them. Each message
 * is sent again every 2 s until it is answered, so a partition that ends leaves values that are shown nowhere for 2 s.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function orderedByLeader(node) {
  const seen = new Set();
  const deliver = async (peer, body) => {
    for (;;) {
      try {
        await node.rpc(peer, body, { timeoutMs: 2000 });
        return;
      } catch {
        // Sent again.
      }
    }
  };
  const publish = (value) => {
    if (seen.has(value)) return;
    seen.add(value);
    for (const peer of node.peers) void deliver(peer, { type: 'show', value });
  };
  node.handle('topology', {}, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    const [leader] = node.nodeIds;
    if (node.id === leader) publish(message);
    else void deliver(leader, { type: 'order', value: message });
  });
  node.handle('order', { value: shape.any }, ({ value }) => publish(value));
  node.handle('show', { value: shape.any }, ({ value }) => void seen.add(value));
  node.handle('read', {}, () => ({ messages: [...seen] }));
}

runIfMain(import.meta.url, orderedByLeader);
