/**
 * Broken: says more than it is asked, in `echo` and in `read`. Finding: such replies are malformed (spec section 23, item
 * 4), and the run is invalid.
 */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function extraField(node) {
  const values = [];
  node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo, from: node.id }));
  node.handle('topology', { topology: shape.any }, () => {});
  node.handle('broadcast', { message: shape.any }, ({ message }) => {
    values.push(message);
  });
  node.handle('read', {}, () => ({ messages: values, count: values.length }));
}

runIfMain(import.meta.url, extraField);
