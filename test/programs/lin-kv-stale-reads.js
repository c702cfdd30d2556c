/** Broken lin-kv: every node answers reads from its own copy, which may be old. Finding: reads of what was overwritten. */

import { runIfMain } from '../../dist/node/index.js';
import { linKvLeader } from './lin-kv-leader.js';

export default function linKvStaleReads(node) {
  linKvLeader(node, { local: true });
}

runIfMain(import.meta.url, linKvStaleReads);
