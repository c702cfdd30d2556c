/**
 * Broken lin-kv: a compare-and-set that finds another value is refused, and sets all the same. Finding: reads of what nobody
 * succeeded in writing.
 */

import { runIfMain } from '../../dist/node/index.js';
import { cas, linKvLeader, write } from './lin-kv-leader.js';

export default function linKvRefusesAndWrites(node) {
  linKvLeader(node, {
    cas(registers, key, from, to) {
      try {
        cas(registers, key, from, to);
      } finally {
        write(registers, key, to);
      }
    },
  });
}

runIfMain(import.meta.url, linKvRefusesAndWrites);
