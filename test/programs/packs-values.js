/**
 * Broken broadcast: sends each value to all others once, written in base 36 within a string. Finding: values are lost under a
 * partition, and no message can be seen to carry one.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function packsValues(node) {
  const values = new Set();
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.add(message);
    for (const peer of node.peers) node.send(peer, { type: 'packed', text: `v${message.toString(36)}` });
  });
  node.on('packed', { text: shape.any }, ({ text }) => {
    values.add(Number.parseInt(text.slice(1), 36));
  });
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, packsValues);
