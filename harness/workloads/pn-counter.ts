/** A counter that goes up and down: in the end every node shows the sum of all adds (spec section 7.5). */

import type { Random } from '../../node/index.js';
import { counter } from '../checkers/index.js';
import type { Operation } from '../operations/history.js';
import { eachThread, endless, type Generator, mix, sequence } from '../operations/generator.js';
import { call, integer, rpc } from '../operations/rpc.js';
import type { Workload } from './workload.js';

const ADD = rpc('add', {});
const READ = rpc('read', { value: integer });

export const pnCounter: Workload = {
  name: 'pn-counter',
  about: 'a counter that goes up and down: every node shows the sum of all adds in the end',
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
