/**
 * Broken broadcast: numbers what it tells a peer, and takes what comes behind a later one for a duplicate. Finding: right
 * under pauses and duplication; when messages overtake each other, values are lost.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function takesInOrder(node) {
  const values = new Set();
  const last = new Map();
  let number = 0;
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    number++;
    for (const peer of node.peers) node.send(peer, { type: 'tell', number, value: message });
  });
  node.on('tell', { number: shape.any, value: shape.any }, (told, src) => {
    if (told.number <= (last.get(src) ?? 0)) return;
    last.set(src, told.number);
    values.add(told.value);
  });
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, takesInOrder);
