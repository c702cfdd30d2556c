/**
 * Broken broadcast: reads show every tenth value twice. Finding: Eddy's figure `duplicates`, which Maelstrom overlooks.
 * Nothing is lost, so the run is valid.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function doubleCounts(node) {
  const values = new Set();
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    for (const peer of node.peers) node.send(peer, { type: 'tell', value: message });
  });
  node.on('tell', { value: shape.any }, ({ value }) => {
    values.add(value);
  });
  node.handle('read', {}, () => {
    const all = [...values];
    return { messages: [...all, ...all.filter((value) => value % 10 === 0)] };
  });
}

runIfMain(import.meta.url, doubleCounts);
