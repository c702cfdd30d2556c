/** A node that shows what it was told before the run began: `topology` and `configure`, in the order in which they came. */

import { runIfMain, shape } from '../../dist/node/index.js';

export default function remembersSetUp(node) {
  const told = [];
  node.handle('topology', { topology: shape.any }, () => void told.push('topology'));
  node.handle('configure', { fanout: shape.any }, ({ fanout }) => void told.push(`configure ${fanout}`));
  node.handle('broadcast', { message: shape.any }, () => {});
  node.handle('read', {}, () => ({ messages: told }));
}

runIfMain(import.meta.url, remembersSetUp);
