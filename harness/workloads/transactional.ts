/**
 * What the workloads of transactions share: the request and the generators (spec section 7.7). The pinned version of
 * Maelstrom has no final reads; with `maelstrom-quirks` neither have we.
 */

import { z } from 'zod';
import type { Checker, IsolationOptions } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, list, present, rpc } from '../operations/rpc.js';
import { finalReads, UsedKeys } from './final-reads.js';
import { transactions } from './transactions.js';
import type { Workload } from './workload.js';

interface Transactional {
  readonly name: string;
  readonly about: string;
  /** What its writes are called. */
  readonly write: string;
  /** What a read may show. */
  readonly shown: z.ZodType;
  readonly check: (options: IsolationOptions) => Checker;
}

export function transactional({ name, about, write, shown, check }: Transactional): Workload {
  const read = z.tuple([z.literal('r'), present, shown]);
  const written = z.tuple([z.literal(write), present, present]);
  const TXN = rpc('txn', { txn: list(z.union([read, written])) });
  return {
    name,
    about,
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
