/** Broken unique ids: its name and a number of two bits, after which it begins anew. Finding: ids given more than once. */

import { runIfMain } from '../../dist/node/index.js';

const BITS = 2;

export default function idsWrapAround(node) {
  let count = 0;
  node.handle('generate', {}, () => ({ id: `${node.id}-${count++ % 2 ** BITS}` }));
}

runIfMain(import.meta.url, idsWrapAround);
