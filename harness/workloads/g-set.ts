/** A grow-only set: what one node was told to add, every node shows in the end (spec section 7.4). */

import { z } from 'zod';
import { readsOfNoList, setFull } from '../checkers/index.js';
import { eachThread, endless, mix, sequence } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { showsPromised } from './promised-values.js';
import type { Workload } from './workload.js';

const ADD = rpc('add', {});
const READ = rpc('read', { value: list(present) });

export const gSet: Workload = {
  name: 'g-set',
  about: 'a grow-only set: what one node was told to add, every node shows in the end',
  program: 'g-set',
  functions: { add: 'any value', read: 'a list of values' },
  unfit: readsOfNoList,
  idempotent: new Set(),
  everyErrorIsUnknown: true,
  reusesClients: false,

  async invoke(client, node, { f, value }) {
    if (f === 'add') {
      await call(client, node, ADD, { element: value });
      return { value };
    }
    return { value: (await call(client, node, READ, {})).value };
  },

  async observe(client, node) {
    return z.array(z.unknown()).parse((await call(client, node, READ, {})).value);
  },

  settled: (history) => showsPromised(history, 'add'),

  generators(random, _options, threads) {
    let next = 0;
    return {
      main: mix(random, [
        endless(() => ({ f: 'add', value: next++ })),
        endless(() => ({ f: 'read', value: null })),
      ]),
      final: eachThread(threads, () => sequence([{ f: 'read', value: null }])),
    };
  },

  checker: () => (history) => setFull(history, 'add'),
};
