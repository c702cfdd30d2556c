/**
 * Broken g-set: has every element, and shows the first page of them. Finding: the nodes agree, and what has no place on the
 * page is lost.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const PAGE = 3;

export default function setShowsAPage(node) {
  const elements = new Set();
  node.handle('add', { element: shape.any }, ({ element }) => {
    elements.add(element);
    for (const peer of node.peers) node.send(peer, { type: 'tell', element });
  });
  node.on('tell', { element: shape.any }, ({ element }) => {
    elements.add(element);
  });
  node.handle('read', {}, () => ({ value: [...elements].toSorted((a, b) => a - b).slice(0, PAGE) }));
}

runIfMain(import.meta.url, setShowsAPage);
