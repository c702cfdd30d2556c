/** The node of the simulation benchmark: what `token.mjs` does, written against the node library. */

import { type Node, shape } from '../../node/index.js';

const PADDING = 'x'.repeat(32);

export default function ring(node: Node): void {
  let next = '';
  let sent = 0;
  const pass = (): void => node.send(next, { type: 'token', msg_id: sent++, padding: PADDING });

  node.onInit(() => {
    next = node.nodeIds[(node.nodeIds.indexOf(node.id) + 1) % node.nodeIds.length] ?? node.id;
  });
  node.on('token', {}, pass);
  node.handle('start', { tokens: shape.integer({ min: 0 }) }, ({ tokens }) => {
    for (let i = 0; i < tokens; i++) pass();
  });
}
