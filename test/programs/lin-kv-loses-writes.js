/** Broken lin-kv: every fifth write is acknowledged and not done. Finding: reads of what should be overwritten. */

import { runIfMain } from '../../dist/node/index.js';
import { linKvLeader, write } from './lin-kv-leader.js';

export default function linKvLosesWrites(node) {
  let writes = 0;
  linKvLeader(node, {
    write(registers, key, value) {
      if (++writes % 5 !== 0) write(registers, key, value);
    },
  });
}

runIfMain(import.meta.url, linKvLosesWrites);
