/**
 * What the workloads of transactions share: the request and the generators. The pinned version of Maelstrom has no final
 * reads; with `maelstrom-quirks` there are none here either.
 */

import { z } from 'zod';
import type { Checker, IsolationOptions, IsolationResult } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { finalReads, UsedKeys } from './final-reads.js';
import type { WorkloadName } from './names.js';
import { transactions } from './transactions.js';
import type { Workload } from './workload.js';

interface Transactional {
  readonly name: WorkloadName;
  readonly about: string;
  /** What its writes are called. */
  readonly write: string;
  /** Its request for docs/workloads.md: in words, and as an example. */
  readonly request: {
    readonly does: string;
    readonly shows: string;
    readonly asked: unknown;
    readonly told: unknown;
  };
  /** What a read may show. */
  readonly shown: z.ZodType;
  readonly check: (options: IsolationOptions) => Checker<IsolationResult>;
}

export function transactional({
  name,
  about,
  write,
  request,
  shown,
  check,
}: Transactional): Workload<IsolationResult> {
  const read = z.tuple([z.literal('r'), present, shown]);
  const written = z.tuple([z.literal(write), present, present]);
  const TXN = rpc('txn', { txn: list(z.union([read, written])) });
  return {
    name,
    about,
    reference: {
      load:
        'Each operation is a transaction of 1 to `--max-txn-length` operations: half of them read, half write. They use ' +
        '`--key-count` keys at a time, some far more often than others. A key that was written `--max-writes-per-key` times ' +
        'makes way for a new one. No value is written to a key twice. When the faults are over and the cluster has recovered, ' +
        'every key is read once more.',
      requests: [
        {
          rpc: TXN,
          does: request.does,
          takes: { txn: { is: 'an array of operations', example: request.asked } },
          gives: { txn: { is: request.shows, example: request.told } },
        },
      ],
      checks: [
        'The transactions must have none of the anomalies that `--consistency-models` prohibit (`strict-serializable` if nothing ' +
          'is said). [transactions.md](transactions.md) names the anomalies and the models.',
        'Values that a transaction shows are taken as they are: what it replies is not compared with what it was sent.',
      ],
    },
    program: name,
    functions: { txn: `a list of ["r", key, value] and ["${write}", key, value]` },
    idempotent: new Set(),
    reusesClients: true,
    heavy: true,

    // What comes back is not compared with what was asked: the checker judges what nodes say they did.
    async invoke(client, node, { value }) {
      return { value: (await call(client, node, TXN, { txn: value })).txn };
    },

    generators(random, options) {
      const next = transactions(random, options, write);
      const main = endless(() => ({ f: 'txn', value: next() }));
      if (options['maelstrom-quirks']) return { main };
      const used = new UsedKeys();
      return {
        main: { ...main, update: (operation) => used.learn(operation) },
        final: finalReads(used, options['max-txn-length']),
      };
    },

    checker: (options) =>
      check({ models: options['consistency-models'], quirks: options['maelstrom-quirks'] }),
  };
}
