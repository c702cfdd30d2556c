/**
 * Broken Raft: a request that comes twice is taken for two. Finding: right as long as no message is duplicated; then a write
 * happens again after others, and histories are not linearizable.
 */

import { runIfMain } from '../../dist/node/index.js';
import linKv from '../../dist/node/programs/lin-kv.js';
import { disguise } from './raft-disguise.js';

export default function executesTwice(node, observe) {
  linKv(node, (replica) => {
    const { store } = replica;
    const apply = store.apply.bind(store);
    let copies = 0;
    store.apply = (command) => apply({ ...command, session: `${command.session} copy ${copies++}` });
    observe?.(replica);
  });
}

runIfMain(import.meta.url, executesTwice);
