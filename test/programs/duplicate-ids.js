/** Broken unique ids: every node counts from 0, and forgets its name. Finding: ids given more than once. */

import { runIfMain } from '../../dist/node/index.js';

export default function duplicateIds(node) {
  let count = 0;
  node.handle('generate', {}, () => ({ id: count++ }));
}

runIfMain(import.meta.url, duplicateIds);
