/** The demonstration: every workload with Eddy's own program for it, in every runtime. */

import { type Runtime, RUNTIMES } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';
import { WORKLOADS } from '../workloads/index.js';

/** Defaults. Maelstrom's demo takes a minute for each workload; there are three runtimes here. */
const DEFAULTS: TestInput = { 'time-limit': 10, rate: 50, 'nemesis-interval': 2 };

/** Fixed settings of the demonstration: those of Maelstrom's, and partitions for all. */
const SETTLED: Readonly<Record<string, TestInput>> = {
  'lin-kv': { concurrency: '2n' },
  'txn-rw-register': {
    'consistency-models': ['read-committed'],
    availability: 'total',
    'node-count': 2,
    rate: 100,
  },
  'unique-ids': { availability: 'total', rate: 1000 },
};

export interface Performance {
  readonly workload: string;
  readonly runtime: Runtime;
  readonly input: TestInput;
}

/** A single node cannot be partitioned. */
function underPartitions(input: TestInput): TestInput {
  const { 'node-count': count = input.nodes?.length ?? Infinity } = input;
  return { ...input, nemesis: count < 2 ? [] : ['partition'] };
}

/** The runtimes that there are on every system. */
const EVERYWHERE = RUNTIMES.filter((each) => each !== 'virtual');

/** All runs, in order. A given workload or runtime is the only one. */
export function performances(given: TestInput): readonly Performance[] {
  const names = given.workload === undefined ? WORKLOADS.map(({ name }) => name) : [given.workload];
  const runtimes = given.runtime === undefined ? EVERYWHERE : [given.runtime];
  return names.flatMap((workload) =>
    runtimes.map((runtime) => ({
      workload,
      runtime,
      input: underPartitions({ ...DEFAULTS, ...given, ...SETTLED[workload], workload, runtime }),
    })),
  );
}
