/**
 * Broken broadcast: acknowledges values that it keeps in memory alone. Finding: right under every fault of the network and
 * under pauses; when it is killed, values are lost.
 */

import { MemoryStorage, runIfMain } from '../../dist/node/index.js';
import storesValues from './stores-values.js';

export default function forgetsWhenKilled(node) {
  storesValues(node, new MemoryStorage());
}

runIfMain(import.meta.url, forgetsWhenKilled);
