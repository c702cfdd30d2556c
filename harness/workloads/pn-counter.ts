/** A counter that goes up and down: in the end every node shows the sum of all adds. */

import type { Random } from '../../node/index.js';
import { counter, type CounterResult } from '../checkers/index.js';
import type { Operation } from '../operations/history.js';
import { eachThread, endless, type Generator, mix, sequence } from '../operations/generator.js';
import { call, integer, rpc } from '../operations/rpc.js';
import type { WorkloadReference } from './reference.js';
import type { Workload } from './workload.js';

const ADD = rpc('add', {});
const READ = rpc('read', { value: integer });

const REQUESTS: WorkloadReference['requests'] = [
  {
    rpc: ADD,
    does: 'Adds a number to the counter.',
    takes: { delta: { is: 'an integer; on g-counter 0 or more', example: 3 } },
    gives: {},
  },
  {
    rpc: READ,
    does: 'Shows the value of the counter, as the node knows it.',
    takes: {},
    gives: { value: { is: 'an integer', example: 3 } },
  },
];

const CHECKS = [
  'Each final read must show a sum that the adds allow: all deltas that were acknowledged, and any of those whose adds ended ' +
    'unknown. `acceptable` lists these sums as ranges, both ends included.',
  'Reads before the final ones may show anything. Without a final read the verdict is unknown.',
];

export const pnCounter: Workload<CounterResult> = {
  name: 'pn-counter',
  about: 'a counter that goes up and down: every node shows the sum of all adds in the end',
  reference: {
    load:
      'Half of the operations add a delta from -5 to 4, half read. When the faults are over and the cluster has recovered, each ' +
      'worker reads once more: these are the final reads.',
    requests: REQUESTS,
    checks: CHECKS,
  },
  program: 'pn-counter',
  functions: { add: 'a whole number', read: 'the sum' },
  decisive: {
    text: 'a final read that succeeded (final? is true)',
    holds: ({ f, type, ...extra }) => f === 'read' && type === 'ok' && extra['final?'] === true,
  },
  idempotent: new Set(),
  everyErrorIsUnknown: true,
  reusesClients: false,

  async invoke(client, node, { f, value }) {
    if (f === 'add') {
      await call(client, node, ADD, { delta: value });
      return { value };
    }
    return { value: (await call(client, node, READ, {})).value };
  },

  async observe(client, node) {
    return (await call(client, node, READ, {})).value;
  },

  // Two nodes that each lack an add of 1 show the same sum.
  settled: (history) => (shown) => counter([...history, finalRead(shown, history.length)]).valid !== false,

  generators: (random, _options, threads) => ({ main: addsAndReads(random), final: finalReads(threads) }),

  checker: () => counter,
};

function finalRead(value: unknown, index: number): Operation {
  return { index, time: 0, type: 'ok', process: 0, f: 'read', value, 'final?': true };
}

/** As many adds as reads; deltas from -5 to 4, each as likely as the others. */
export function addsAndReads(random: Random): Generator {
  return mix(random, [
    endless(() => ({ f: 'add', value: random.integer(-5, 4) })),
    endless(() => ({ f: 'read', value: null })),
  ]);
}

/** One for each worker: what these show is judged. */
export function finalReads(threads: readonly number[]): Generator {
  return eachThread(threads, () => sequence([{ f: 'read', value: null, 'final?': true }]));
}
