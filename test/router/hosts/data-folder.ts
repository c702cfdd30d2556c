/** A node's directory for tests of hosts, which is there when the node needs it, and gone after the tests of this file. */

import { folder } from '../../harness/folder.js';
import { DataFolder } from '../../../router/index.js';

export function dataFolder(): DataFolder {
  const path = `${folder()}/n1`;
  return new DataFolder(() => path);
}
