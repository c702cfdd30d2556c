/**
 * Broken unique ids: the first node grants numbers to the others, who take each grant that comes for a new one. Finding:
 * right under loss, pauses and reordering; when messages come twice, so do ids.
 */

import { ERRORS, RpcError, runIfMain, shape } from '../../dist/node/index.js';

const GRANT = 10;

export default function spendsTwice(node) {
  const ids = [];
  let next = 0;
  const grant = () => Array.from({ length: GRANT }, () => next++);
  node.onInit(() => {
    const [first] = node.nodeIds;
    node.every(50, () => {
      if (ids.length >= GRANT / 2) return;
      if (node.id === first) ids.push(...grant());
      else node.send(first, { type: 'want' });
    });
  });
  node.on('want', {}, (_, src) => node.send(src, { type: 'grant', granted: grant() }));
  node.on('grant', { granted: shape.any }, ({ granted }) => {
    ids.push(...granted);
  });
  node.handle('generate', {}, () => {
    if (ids.length === 0) throw new RpcError(ERRORS.temporarilyUnavailable, 'no ids are left, more are coming');
    return { id: ids.shift() };
  });
}

runIfMain(import.meta.url, spendsTwice);
