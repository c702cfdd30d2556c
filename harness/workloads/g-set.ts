/** A grow-only set: an element that was added at one node must be shown by every node in the end. */

import { z } from 'zod';
import { readsOfNoList, setFull, type SetFullResult } from '../checkers/index.js';
import { eachThread, endless, mix, sequence } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { showsPromised } from './promised-values.js';
import { SET_CHECKS } from './set-checks.js';
import type { Workload } from './workload.js';

const ADD = rpc('add', {});
const READ = rpc('read', { value: list(present) });

export const gSet: Workload<SetFullResult> = {
  name: 'g-set',
  about: 'a grow-only set: every node eventually shows every added element',
  reference: {
    load:
      'Half of the operations add an element that is used once (0, 1, 2, ...), half read. When the faults are over and the ' +
      'cluster has recovered, each worker reads once more.',
    requests: [
      {
        rpc: ADD,
        does: 'Adds an element to the set.',
        takes: { element: { is: 'any JSON value; clients send integers', example: 7 } },
        gives: {},
      },
      {
        rpc: READ,
        does: 'Shows all elements that the node has, in any order.',
        takes: {},
        gives: { value: { is: 'an array of elements', example: [7] } },
      },
    ],
    checks: SET_CHECKS,
  },
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
