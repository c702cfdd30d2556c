/**
 * Broken g-set: keeps the two latest elements only, as a cache would that nobody expected to fill up. Finding: all elements
 * but the last are lost, with or without faults.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const ROOM = 2;

export default function setForgetsTheOldest(node) {
  const elements = new Set();
  const keep = (element) => {
    elements.add(element);
    const [oldest] = elements;
    if (elements.size > ROOM) elements.delete(oldest);
  };
  node.handle('add', { element: shape.any }, ({ element }) => {
    keep(element);
    for (const peer of node.peers) node.send(peer, { type: 'tell', element });
  });
  node.on('tell', { element: shape.any }, ({ element }) => keep(element));
  node.handle('read', {}, () => ({ value: [...elements] }));
}

runIfMain(import.meta.url, setForgetsTheOldest);
