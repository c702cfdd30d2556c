/**
 * Broken counter: repeats an add until the other acknowledges it, and the other counts every copy. Finding: right as long as
 * acknowledgements come in time; where some are lost or late, final reads are off, and above the sum in a counter that only
 * goes up.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const RETRY_MS = 200;

export default function counterRepeatsAdds(node) {
  let sum = 0;
  const tell = async (peer, delta) => {
    for (;;) {
      try {
        await node.rpc(peer, { type: 'count', delta }, { timeoutMs: RETRY_MS });
        return;
      } catch {
        // Once more.
      }
    }
  };
  node.handle('add', { delta: shape.integer() }, ({ delta }) => {
    sum += delta;
    for (const peer of node.peers) void tell(peer, delta);
  });
  node.handle('count', { delta: shape.integer() }, ({ delta }) => {
    sum += delta;
  });
  node.handle('read', {}, () => ({ value: sum }));
}

runIfMain(import.meta.url, counterRepeatsAdds);
