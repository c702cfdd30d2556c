/**
 * Broken broadcast: passes each value on once, to all others, when it first hears of it. Finding: a node that a partition cuts off
 * never gets the values of that time, though all others show them.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function floodWithoutRetry(node) {
  const values = new Set();
  const learn = (message, from) => {
    if (values.has(message)) return;
    values.add(message);
    for (const peer of node.peers) if (peer !== from) node.send(peer, { type: 'pass', message });
  };
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => learn(message));
  node.on('pass', { message: shape.any }, ({ message }, { src }) => learn(message, src));
  node.handle('read', {}, () => ({ messages: [...values] }));
}

runIfMain(import.meta.url, floodWithoutRetry);
