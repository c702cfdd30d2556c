/**
 * Broken counter: each node counts what it was told itself, and tells nobody. Finding: no final read shows the sum.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function counterKeepsToItself(node) {
  let sum = 0;
  node.handle('add', { delta: shape.integer() }, ({ delta }) => {
    sum += delta;
  });
  node.handle('read', {}, () => ({ value: sum }));
}

runIfMain(import.meta.url, counterKeepsToItself);
