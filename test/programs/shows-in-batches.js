/**
 * Correct, slow broadcast and set: a value is acknowledged at once, and becomes visible, here and everywhere, with the next
 * batch. `EDDY_BATCH_MS` says how often one leaves, 1,000 by default.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function showsInBatches(node) {
  const seen = new Set();
  let buffer = [];
  const add = (value) => {
    if (!seen.has(value)) buffer.push(value);
  };
  node.onInit(() =>
    node.every(Number(process.env.EDDY_BATCH_MS ?? 1000), () => {
      const values = buffer;
      buffer = [];
      for (const value of values) seen.add(value);
      if (values.length > 0) for (const peer of node.peers) node.send(peer, { type: 'batch', values });
    }),
  );
  node.on('batch', { values: shape.array(shape.any) }, ({ values }) => {
    for (const value of values) seen.add(value);
  });
  node.handle('topology', {}, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => add(message));
  node.handle('add', { element: shape.any }, ({ element }) => add(element));
  node.handle('read', {}, () => ({ messages: [...seen] }));
}

runIfMain(import.meta.url, showsInBatches);
