/** The options that say what load the clients put on a cluster. */

import { z } from 'zod';
import { MODEL_NAMES } from '../checkers/index.js';
import type { ClusterOptions } from '../cluster/options.js';
import { type Circumstances, onlyOn, type Options, type Values } from '../flags/option.js';
import { TOPOLOGIES } from './topology.js';

const positive = z.number().positive();
const whole = z.int().positive();

const TRANSACTIONAL = ['txn-list-append', 'txn-rw-register'] as const;
const KEYED = [...TRANSACTIONAL, 'kafka'] as const;

export const workloadOptions = {
  'time-limit': {
    schema: positive.default(60),
    takes: 'seconds',
    help: 'length of the main phase',
    group: 'Load',
    changes: 'run',
  },
  rate: {
    schema: z.number().min(0).default(5),
    takes: 'number',
    help: 'client operations per second in total',
    group: 'Load',
    changes: 'run',
  },
  concurrency: {
    schema: z
      .string()
      .regex(/^[1-9]\d*n?$/, 'expected a whole number above 0, perhaps with n for times the number of nodes')
      .optional(),
    takes: 'number',
    help: 'workers, or 4n for four per node',
    usual: '1n, on lin-kv 2n',
    group: 'Load',
    changes: 'run',
  },
  topology: {
    schema: z.enum(TOPOLOGIES).default('grid'),
    takes: 'name',
    help: `broadcast's neighbours: ${TOPOLOGIES.join(', ')}`,
    group: 'Load',
    changes: 'run',
    idle: onlyOn('broadcast'),
  },
  'key-count': {
    schema: whole.default(10),
    takes: 'number',
    help: 'txn workloads and kafka: keys in use at a time',
    group: 'Load',
    changes: 'run',
    idle: onlyOn(...KEYED),
  },
  'max-txn-length': {
    schema: whole.default(4),
    takes: 'number',
    help: 'txn workloads: most operations in a transaction',
    group: 'Load',
    changes: 'run',
    idle: onlyOn(...TRANSACTIONAL),
  },
  'max-writes-per-key': {
    schema: whole.default(16),
    takes: 'number',
    help: 'txn workloads and kafka: writes to a key before another takes its place',
    group: 'Load',
    changes: 'run',
    idle: onlyOn(...KEYED),
  },
  configure: {
    schema: z.record(z.string(), z.unknown()).optional(),
    takes: 'json',
    help: 'fields of a configure request, sent to each node at set-up',
    group: 'Load',
    changes: 'run',
    fixed: true,
  },
  'consistency-models': {
    schema: z.array(z.enum(MODEL_NAMES)).min(1).default(['strict-serializable']),
    takes: 'names',
    help: 'txn workloads: what must hold, with commas',
    group: 'Verdict',
    changes: 'verdict',
    idle: onlyOn(...TRANSACTIONAL),
  },
  'maelstrom-quirks': {
    schema: z.boolean().default(false),
    help: "keep to Maelstrom's behaviour even where it is a defect, to compare verdicts",
    group: 'Verdict',
    changes: 'verdict',
    idle: (run) => (run.nemesis.includes('partition') ? undefined : onlyOn(...KEYED, 'lin-kv')(run)),
  },
  'check-limit': {
    schema: positive.default(60),
    takes: 'seconds',
    help: 'how long a check may take before its verdict is unknown',
    group: 'Verdict',
    changes: 'verdict',
    idle: unlessHeavy,
  },
  'check-memory': {
    schema: whole.default(4096),
    takes: 'MiB',
    help: 'memory that a heavy check may take before its verdict is unknown',
    group: 'Verdict',
    changes: 'verdict',
    idle: unlessHeavy,
  },
} as const satisfies Options;

/** What a workload may ask: a completed set of options. */
export type WorkloadOptions = ClusterOptions &
  Omit<Values<typeof workloadOptions>, 'concurrency'> & { readonly concurrency: string };

/** How many workers `concurrency` means. */
export function workerCount({ concurrency, nodes }: Pick<WorkloadOptions, 'concurrency' | 'nodes'>): number {
  return concurrency.endsWith('n') ? Number(concurrency.slice(0, -1)) * nodes.length : Number(concurrency);
}

function unlessHeavy({ workload, heavy, runtime, purpose }: Circumstances): string | undefined {
  if (!heavy) return `on ${workload}, whose check is light`;
  return purpose === 'run' && (runtime === 'sim' || runtime === 'virtual')
    ? 'on simulated runs, which are checked to the end'
    : undefined;
}
