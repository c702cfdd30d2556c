/** Sound lin-kv: nothing broken. Finding: none. */

import { runIfMain } from '../../dist/node/index.js';
import { linKvLeader } from './lin-kv-leader.js';

export default function linKvSound(node) {
  linKvLeader(node, {});
}

runIfMain(import.meta.url, linKvSound);
