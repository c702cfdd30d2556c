/**
 * Broken Raft: what a node writes to its storage is there after a restart, save the term it was in and whom it voted for.
 * Finding: right as long as nobody is killed; then a node votes twice in a term, and two lead in it.
 */

import { runIfMain } from '../../dist/node/index.js';
import linKv from '../../dist/node/programs/lin-kv.js';
import { disguise } from './raft-disguise.js';

export default function forgetsItsVote(node, observe) {
  const { storage } = node;
  const forgetful = {
    read(name) {
      const text = storage.read(name);
      if (name !== 'ballot' || text === undefined) return text;
      return JSON.stringify({ ...JSON.parse(text), term: 0, vote: null, patienceMs: 0 });
    },
    write: (name, text) => storage.write(name, text),
    append: (name, text) => storage.append(name, text),
  };
  linKv(disguise(node, { storage: forgetful }), observe);
}

runIfMain(import.meta.url, forgetsItsVote);
