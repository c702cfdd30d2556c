/** The program that the examples of docs/examples test: a grow-only counter that sends its own total until others have it. */

import { runIfMain, shape } from 'eddy/node';

export default function counter(node) {
  /** The sum of the deltas of each node, by its id. */
  const totals = new Map();
  const add = (delta) => totals.set(node.id, (totals.get(node.id) ?? 0) + delta);
  const sum = () => [...totals.values()].reduce((all, each) => all + each, 0);

  node.onInit(() => {
    node.every(100, () => {
      for (const peer of node.peers) node.send(peer, { type: 'totals', totals: [...totals] });
    });
  });
  node.handle('add', { delta: shape.integer() }, ({ delta }) => {
    add(delta);
  });
  node.handle('read', {}, () => ({ value: sum() }));
  node.on('totals', { totals: shape.any }, ({ totals: theirs }) => {
    for (const [id, total] of theirs) totals.set(id, Math.max(total, totals.get(id) ?? 0));
  });
}

runIfMain(import.meta.url, counter);
