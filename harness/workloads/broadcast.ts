/** Broadcast: a value that one node was given must be shown by every node in the end. */

import { readsOfNoList, setFull, type SetFullResult } from '../checkers/index.js';
import { eachThread, endless, mix, sequence } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { showsPromised } from './promised-values.js';
import { topology } from './topology.js';
import { SET_CHECKS } from './set-checks.js';
import type { Workload } from './workload.js';

const TOPOLOGY = rpc('topology', {});
const BROADCAST = rpc('broadcast', {});
const READ = rpc('read', { messages: list(present) });

export const broadcast: Workload<SetFullResult> = {
  name: 'broadcast',
  about: 'every node eventually shows every broadcast value',
  reference: {
    load:
      'Half of the operations broadcast a value that is used once (0, 1, 2, ...), half read. When the faults are over and the ' +
      'cluster has recovered, each worker reads once more.',
    requests: [
      {
        rpc: TOPOLOGY,
        does: 'Sent to each node before the load, and again when it was restarted. A node may follow these neighbours, or ignore them.',
        takes: {
          topology: { is: 'an object: for each node its neighbours', example: { n1: ['n2'], n2: ['n1'] } },
        },
        gives: {},
      },
      {
        rpc: BROADCAST,
        does: 'Takes a value in, and passes it on to all nodes.',
        takes: { message: { is: 'any JSON value; clients send integers', example: 7 } },
        gives: {},
      },
      {
        rpc: READ,
        does: 'Shows all values that the node has, in any order.',
        takes: {},
        gives: { messages: { is: 'an array of values', example: [7] } },
      },
    ],
    checks: SET_CHECKS,
  },
  program: 'broadcast',
  functions: { broadcast: 'any value', read: 'a list of values' },
  unfit: readsOfNoList,
  idempotent: new Set(['read']),
  reusesClients: false,

  async setUp(client, node, options) {
    await call(client, node, TOPOLOGY, { topology: topology(options.topology, options.nodes) });
  },

  async invoke(client, node, { f, value }) {
    if (f === 'broadcast') {
      await call(client, node, BROADCAST, { message: value });
      return { value };
    }
    return { value: (await call(client, node, READ, {})).messages };
  },

  async observe(client, node) {
    return (await call(client, node, READ, {})).messages;
  },

  settled: (history) => showsPromised(history, 'broadcast'),

  generators(random, _options, threads) {
    let next = 0;
    return {
      main: mix(random, [
        endless(() => ({ f: 'broadcast', value: next++ })),
        endless(() => ({ f: 'read', value: null })),
      ]),
      final: eachThread(threads, () => sequence([{ f: 'read', value: null, 'final?': true }])),
    };
  },

  checker: () => (history) => setFull(history, 'broadcast'),
};
