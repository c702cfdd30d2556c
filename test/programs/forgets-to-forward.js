/** Broken broadcast: keeps what its clients tell it to itself. Finding: values are lost, and nodes never agree. */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function forgetsToForward(node) {
  const values = [];
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.push(message);
  });
  node.handle('read', {}, () => ({ messages: values }));
}

runIfMain(import.meta.url, forgetsToForward);
