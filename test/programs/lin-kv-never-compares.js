/** Broken lin-kv: compare-and-set sets, whatever the register holds. Finding: a cas from a value that nobody left there. */

import { runIfMain } from '../../dist/node/index.js';
import { linKvLeader, write } from './lin-kv-leader.js';

export default function linKvNeverCompares(node) {
  linKvLeader(node, { cas: (registers, key, _from, to) => write(registers, key, to) });
}

runIfMain(import.meta.url, linKvNeverCompares);
