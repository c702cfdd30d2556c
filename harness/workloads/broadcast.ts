/** Broadcast: what one node is told, every node must show in the end (spec section 7.3). */

import { readsOfNoList, setFull } from '../checkers/index.js';
import { eachThread, endless, mix, sequence } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { showsPromised } from './promised-values.js';
import { topology } from './topology.js';
import type { Workload } from './workload.js';

const TOPOLOGY = rpc('topology', {});
const BROADCAST = rpc('broadcast', {});
const READ = rpc('read', { messages: list(present) });

export const broadcast: Workload = {
  name: 'broadcast',
  about: 'what one node is told, every node shows in the end',
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
