/** Linearizable key-value: each key is a register that many read, write and compare-and-set at once (spec section 7.6). */

import { linearizableRegisters, secondsFromNow, unfitForRegisters } from '../checkers/index.js';
import { type TestOptions, workerCount } from '../options/schema.js';
import { call, present, rpc } from '../operations/rpc.js';
import { UsageError } from '../errors/usage-error.js';
import { registers } from './registers.js';
import type { Workload } from './workload.js';

const READ = rpc('read', { value: present });
const WRITE = rpc('write', {});
const CAS = rpc('cas', {});

export const linKv: Workload = {
  name: 'lin-kv',
  about: 'reads, writes and compare-and-sets of a key look as if they came one after the other',
  program: 'lin-kv',
  functions: {
    read: '[key, value]',
    write: '[key, value]',
    cas: '[key, [from, to]]; in a history of one register the same without its key',
  },
  unfit: unfitForRegisters,
  idempotent: new Set(['read']),
  reusesClients: true,
  heavy: true,

  async invoke(client, node, { f, value: keyed }, { latency }) {
    const [key, value] = keyed as readonly [unknown, unknown];
    const within = { timeoutMs: Math.max(10 * latency, 1000) };
    if (f === 'read')
      return { value: [key, (await call(client, node, { ...READ, ...within }, { key })).value] };
    if (f === 'write') await call(client, node, { ...WRITE, ...within }, { key, value });
    else {
      const [from, to] = value as readonly [unknown, unknown];
      await call(client, node, { ...CAS, ...within }, { key, from, to });
    }
    return { value: keyed };
  },

  generators: (random, { nodes, 'maelstrom-quirks': quirks }, threads) => ({
    main: registers(random, { nodes: nodes.length, threads: threads.length, quirks }),
  }),

  checker:
    ({ 'check-limit': seconds }) =>
    (history) =>
      linearizableRegisters(history, { deadline: secondsFromNow(seconds) }),

  validate(options) {
    const group = 2 * options.nodes.length;
    if (workerCount(options) % group === 0) return;
    throw new UsageError(
      `concurrency: lin-kv gives each key 2 workers for each of the ${options.nodes.length} nodes, so it takes a multiple ` +
        `of ${group}, got ${describe(options)}: say 2n (${group}), 4n (${2 * group}), 6n (${3 * group}), ...`,
    );
  },
};

function describe(options: TestOptions): string {
  const { concurrency } = options;
  return concurrency.endsWith('n') ? `${concurrency} (${workerCount(options)})` : concurrency;
}
