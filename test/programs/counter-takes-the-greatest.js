/**
 * Broken pn-counter: a total for each node, of which the greatest known counts. Finding: right for a counter that only goes
 * up; in one that goes down too, a total that has gone down is taken for an old one.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

const TELL_MS = 200;

export default function counterTakesTheGreatest(node) {
  const totals = new Map();
  node.onInit(() => {
    node.every(TELL_MS, () => {
      for (const peer of node.peers) node.send(peer, { type: 'totals', totals: Object.fromEntries(totals) });
    });
  });
  node.handle('add', { delta: shape.integer() }, ({ delta }) => {
    totals.set(node.id, (totals.get(node.id) ?? 0) + delta);
  });
  node.on('totals', { totals: shape.record(shape.integer()) }, (body) => {
    for (const [id, total] of Object.entries(body.totals))
      totals.set(id, Math.max(total, totals.get(id) ?? -Infinity));
  });
  node.handle('read', {}, () => ({ value: [...totals.values()].reduce((sum, total) => sum + total, 0) }));
}

runIfMain(import.meta.url, counterTakesTheGreatest);
