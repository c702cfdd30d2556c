/**
 * Broken Raft: acknowledges entries that are not on its disk. Finding: right as long as nobody is killed; then what was
 * acknowledged is lost.
 */

import { runIfMain } from '../../dist/node/index.js';
import linKv from '../../dist/node/programs/lin-kv.js';
import { disguise } from './raft-disguise.js';

export default function forgetsItsLog(node, observe) {
  const { storage } = node;
  const forgetful = {
    read: (name) => (name === 'log' ? undefined : storage.read(name)),
    write: (name, text) => storage.write(name, text),
    append() {},
  };
  linKv(disguise(node, { storage: forgetful }), observe);
}

runIfMain(import.meta.url, forgetsItsLog);
