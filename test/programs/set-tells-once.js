/**
 * Broken g-set: tells each element once to all others, and never looks back. Finding: right as long as no message gets lost;
 * under a partition elements are.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function setTellsOnce(node) {
  const elements = new Set();
  node.handle('add', { element: shape.any }, ({ element }) => {
    elements.add(element);
    for (const peer of node.peers) node.send(peer, { type: 'tell', element });
  });
  node.on('tell', { element: shape.any }, ({ element }) => {
    elements.add(element);
  });
  node.handle('read', {}, () => ({ value: [...elements] }));
}

runIfMain(import.meta.url, setTellsOnce);
