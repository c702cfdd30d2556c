/** Linearizable key-value: each key is a register that many read, write and compare-and-set at once. */

import {
  linearizableRegisters,
  type RegistersResult,
  secondsFromNow,
  unfitForRegisters,
} from '../checkers/index.js';
import { workerCount, type WorkloadOptions } from './options.js';
import { call, present, rpc } from '../operations/rpc.js';
import { optionError } from '../errors/usage-error.js';
import { registers } from './registers.js';
import type { Workload } from './workload.js';

const READ = rpc('read', { value: present });
const WRITE = rpc('write', {});
const CAS = rpc('cas', {});

export const linKv: Workload<RegistersResult> = {
  name: 'lin-kv',
  about: 'reads, writes and compare-and-sets of a key look as if they came one after the other',
  reference: {
    load:
      'Workers form groups of two for each node, and each group works on one key (0, 1, 2, ...) at a time: half of the group read, ' +
      'the others write (one in three) and compare-and-set, with values from 0 to 4. A key that more than 20 processes have ' +
      'worked on makes way for a new one.',
    requests: [
      {
        rpc: WRITE,
        does: 'Sets a key, whether it exists or not.',
        takes: {
          key: { is: 'any JSON value; clients send integers', example: 0 },
          value: { is: 'any JSON value; clients send integers', example: 3 },
        },
        gives: {},
      },
      {
        rpc: READ,
        does: 'Shows the value of a key. Error 20 if the key does not exist.',
        takes: { key: { is: 'the key', example: 0 } },
        gives: { value: { is: 'its value', example: 3 } },
      },
      {
        rpc: CAS,
        does:
          'Sets a key to `to` if it holds `from`, in one step. Error 20 if the key does not exist, error 22 if it holds ' +
          'another value. These errors end the operation as `fail`, which is no fault of the node.',
        takes: {
          key: { is: 'the key', example: 0 },
          from: { is: 'the value that it must hold', example: 3 },
          to: { is: 'the value to set', example: 4 },
        },
        gives: {},
      },
    ],
    checks: [
      'Each key must be *linearizable*: there is an order of its operations in which each takes effect between its request and ' +
        'its reply, and each reply is right. An operation that failed takes no effect; one that ended unknown takes effect at any ' +
        'time after its request, or never.',
      'A read of `null` is right whatever the key holds, as on Maelstrom.',
      'Clients wait for ten times `--latency`, 1 s at least.',
    ],
  },
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
  usualConcurrency: '2n',

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
    throw optionError(
      'concurrency',
      `lin-kv gives each key 2 workers for each of the ${options.nodes.length} nodes, so it takes a multiple ` +
        `of ${group}, got ${describe(options)}: say 2n (${group}), 4n (${2 * group}), 6n (${3 * group}), ...`,
    );
  },
};

function describe(options: WorkloadOptions): string {
  const { concurrency } = options;
  return concurrency.endsWith('n') ? `${concurrency} (${workerCount(options)})` : concurrency;
}
