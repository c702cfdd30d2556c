/**
 * Broken counter: counts an add, and then tells it to all nodes, itself among them. Finding: every node is off by what it was
 * told to add itself.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function counterTellsItself(node) {
  let sum = 0;
  node.handle('add', { delta: shape.integer() }, ({ delta }) => {
    sum += delta;
    for (const id of node.nodeIds) node.send(id, { type: 'count', delta });
  });
  node.on('count', { delta: shape.integer() }, ({ delta }) => {
    sum += delta;
  });
  node.handle('read', {}, () => ({ value: sum }));
}

runIfMain(import.meta.url, counterTellsItself);
