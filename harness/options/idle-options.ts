/**
 * Options that were given and have no effect in this run: a run goes on without them, and says so. One table, an entry an
 * option; why an option is idle is a clause after "has no effect".
 */

import { isSimulated } from '../../router/index.js';
import { idlePartitionKinds } from '../faults/index.js';
import { type TestInput, type TestOptions, workerCount } from './schema.js';
import { workloadNamed } from '../workloads/index.js';

type Why = (options: TestOptions, purpose: Purpose) => string | undefined;

/** A history is only checked, or it is made first. */
export type Purpose = 'run' | 'check';

const TXN = ['txn-list-append', 'txn-rw-register'];
const KEYED = [...TXN, 'kafka'];
const QUIRKY = [...KEYED, 'lin-kv'];

const IDLE: Readonly<Partial<Record<keyof TestInput, Why>>> = {
  topology: unlessWorkload(['broadcast']),
  'key-count': unlessWorkload(KEYED),
  'max-writes-per-key': unlessWorkload(KEYED),
  'max-txn-length': unlessWorkload(TXN),
  'consistency-models': unlessWorkload(TXN),
  'maelstrom-quirks': (options) =>
    usesPartitions(options) ? undefined : unlessWorkload(QUIRKY)(options, 'run'),
  nodes: ({ 'node-count': count }) => (count === undefined ? undefined : `beside --node-count ${count}`),
  'latency-dist': ({ latency, faults }) =>
    latency > 0 || faults.some(({ do: line }) => line.trim().startsWith('latency'))
      ? undefined
      : 'without --latency',
  'nemesis-interval': unlessNemesis([]),
  'partition-kinds': unlessNemesis(['partition']),
  'nemesis-targets': unlessNemesis(['kill', 'pause']),
  'nemesis-kill-keeps': unlessNemesis(['kill']),
  'check-limit': unlessHeavy,
  'check-memory': unlessHeavy,
  'stall-limit': ({ runtime }) => (runtime === 'virtual' ? undefined : 'without --runtime virtual'),
  args: ({ args, bin }) => (args.length > 0 && bin === undefined ? "on Eddy's own program" : undefined),
};

/** How to spell what is no flag of its own. */
const SPELLED: Readonly<Record<string, string>> = {
  nodes: '--nodes (or --node, --nodes-file)',
  args: 'what stands behind --',
};

/** A line for each option that was given and does nothing, and for each that does something else than it seems to. */
export function idleNotes(
  input: TestInput,
  options: TestOptions,
  purpose: Purpose = 'run',
): readonly string[] {
  const idle = Object.entries(IDLE).flatMap(([name, why]) => {
    if (input[name as keyof TestInput] === undefined) return [];
    const reason = why(options, purpose);
    return reason === undefined ? [] : [`${SPELLED[name] ?? `--${name}`} has no effect ${reason}`];
  });
  return purpose === 'check' ? idle : [...idle, ...surprises(input, options)];
}

/** What has an effect, but hardly the one that was meant. */
function surprises(input: TestInput, options: TestOptions): readonly string[] {
  const { rate, 'time-limit': limit, nodes, concurrency } = options;
  const left = nodes.slice(workerCount(options));
  const kinds = usesPartitions(options) ? idlePartitionKinds(options) : [];
  return [
    ...(rate === 0 ? ['--rate 0 asks for no client operations'] : []),
    ...(rate > 0 && rate * limit < 1
      ? [
          `--time-limit ${limit} is shorter than the mean gap between two operations of ${Number((1 / rate).toPrecision(3))} s (--rate ${rate})`,
        ]
      : []),
    ...(input.concurrency !== undefined && input.concurrency !== concurrency
      ? [
          `--concurrency ${input.concurrency} is ${concurrency} for ${options.workload}, where a key takes two workers for each node`,
        ]
      : []),
    ...(left.length > 0 ? [`--concurrency ${concurrency} leaves ${left.join(', ')} without a client`] : []),
    ...(kinds.length > 0
      ? [`partitions of kind ${kinds.join(', ')} are not drawn: they cut nothing among ${nodes.length} nodes`]
      : []),
  ];
}

function unlessWorkload(users: readonly string[]): Why {
  return ({ workload }) => (users.includes(workload) ? undefined : `on ${workload}`);
}

/** With none of these kinds of fault; of no kinds, with no nemesis at all. */
function unlessNemesis(users: readonly TestOptions['nemesis'][number][]): Why {
  return ({ nemesis }) => {
    if (users.length === 0) return nemesis.length > 0 ? undefined : 'without --nemesis';
    return users.some((kind) => nemesis.includes(kind))
      ? undefined
      : `without --nemesis ${users.join(' or ')}`;
  };
}

function unlessHeavy({ workload, runtime }: TestOptions, purpose: Purpose): string | undefined {
  if (workloadNamed(workload).heavy !== true) return `on ${workload}, whose check is light`;
  return purpose === 'run' && isSimulated(runtime)
    ? 'on simulated runs, which are checked to the end'
    : undefined;
}

function usesPartitions({ nemesis }: TestOptions): boolean {
  return nemesis.includes('partition');
}
