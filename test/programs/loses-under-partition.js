/**
 * Broken broadcast: tells each value once to all others, and never looks back. Finding: right as long as no message gets
 * lost; under a partition values are.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function losesUnderPartition(node) {
  const values = new Set();
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    for (const peer of node.peers) node.send(peer, { type: 'tell', value: message });
  });
  node.on('tell', { value: shape.any }, ({ value }) => {
    values.add(value);
  });
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, losesUnderPartition);
