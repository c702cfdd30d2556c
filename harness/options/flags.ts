/**
 * The flags of the command line. Maelstrom's come with its names and defaults; the list is also the reference that `--help`
 * prints.
 */

import { PARTITION_KINDS, RUNTIMES } from '../../router/index.js';
import { TARGETS } from '../faults/targets.js';
import { NEMESES } from './schema.js';
import { FIGURES } from './thresholds.js';
import { TOPOLOGIES, WORKLOADS } from '../workloads/index.js';

export type Kind = 'text' | 'number' | 'flag' | 'list' | 'repeated' | 'json';

export interface Flag {
  readonly flags: string;
  readonly kind: Kind;
  readonly help: string;
  /** Where it is not the flag's own name. */
  readonly option?: string;
}

const names = WORKLOADS.map((each) => each.name).join(', ');

/** What a cluster is made of: `test` and `up` share these. */
export const CLUSTER_FLAGS: readonly Flag[] = [
  {
    flags: '--bin <file>',
    kind: 'text',
    help: 'node program: a file or a command on PATH; default: our own program',
  },
  { flags: '--runtime <kind>', kind: 'text', help: `${RUNTIMES.join(', ')}; default process` },
  {
    flags: '--node-count <number>',
    kind: 'number',
    help: 'nodes n0, n1, ...; overrides the other ways to name nodes',
  },
  { flags: '-n, --node <id>', kind: 'repeated', help: 'a node id (repeatable); default n1 to n5' },
  { flags: '--nodes <ids>', kind: 'list', help: 'node ids with commas' },
  { flags: '--nodes-file <file>', kind: 'text', help: 'file with a node id a line' },
  { flags: '--latency <ms>', kind: 'number', help: 'mean latency between nodes; default 0' },
  {
    flags: '--latency-dist <name>',
    kind: 'text',
    help: 'constant, uniform or exponential; default constant',
  },
  { flags: '--loss <probability>', kind: 'number', help: 'messages between nodes that are lost; default 0' },
  {
    flags: '--duplication <probability>',
    kind: 'number',
    help: 'messages between nodes that arrive twice; default 0',
  },
  {
    flags: '--seed <number>',
    kind: 'number',
    help: 'seed of all random choices; default: a new one, printed',
  },
  {
    flags: '--init-timeout <seconds>',
    kind: 'number',
    help: 'how long a node may take from its start to its init_ok; default 10',
  },
  {
    flags: '--stall-limit <seconds>',
    kind: 'number',
    help: 'in virtual time: how long a node may compute without waiting; default 10',
  },
  { flags: '--log-stderr', kind: 'flag', help: 'show what nodes print to stderr' },
];

export const TEST_FLAGS: readonly Flag[] = [
  { flags: '-w, --workload <name>', kind: 'text', help: `what to test: ${names}` },
  ...CLUSTER_FLAGS,
  { flags: '--time-limit <seconds>', kind: 'number', help: 'length of the main phase; default 60' },
  { flags: '--rate <number>', kind: 'number', help: 'client operations per second in total; default 5' },
  { flags: '--concurrency <number>', kind: 'text', help: 'workers, or 4n for four per node; default 1n' },
  { flags: '--nemesis <faults>', kind: 'list', help: `faults with commas: ${NEMESES.join(', ')}` },
  {
    flags: '--nemesis-interval <seconds>',
    kind: 'number',
    help: 'mean time between two operations of each kind; default 10',
  },
  {
    flags: '--partition-kinds <kinds>',
    kind: 'list',
    help: `kinds of partition to draw from: ${PARTITION_KINDS.join(', ')}; default the first four, Maelstrom's`,
  },
  {
    flags: '--nemesis-targets <targets>',
    kind: 'list',
    help: `whom kill and pause hit, to draw from: ${TARGETS.join(', ')}, or nodes such as n1 and n1+n2; default one,minority`,
  },
  {
    flags: '--nemesis-kill-keeps <what>',
    kind: 'text',
    help: 'what a killed node starts again with: data (what it stored) or nothing; default data',
  },
  {
    flags: '--fault <at:line>',
    kind: 'repeated',
    help: "a fault at a time, such as '2.5:partition majority' (repeatable)",
  },
  {
    flags: '--schedule <file>',
    kind: 'text',
    help: "faults at times from a file: lines such as - {at: 2.5, do: 'partition majority'}",
  },
  {
    flags: '--topology <name>',
    kind: 'text',
    help: `broadcast's neighbours: ${TOPOLOGIES.join(', ')}; default grid`,
  },
  {
    flags: '--key-count <number>',
    kind: 'number',
    help: 'txn workloads and kafka: keys in use at a time; default 10',
  },
  {
    flags: '--max-txn-length <number>',
    kind: 'number',
    help: 'txn workloads: most operations in a transaction; default 4',
  },
  {
    flags: '--max-writes-per-key <number>',
    kind: 'number',
    help: 'txn workloads and kafka: writes to a key before another takes its place; default 16',
  },
  {
    flags: '--consistency-models <names>',
    kind: 'list',
    help: 'txn workloads: what must hold, with commas; default strict-serializable',
  },
  {
    flags: '--availability <share>',
    kind: 'text',
    help: 'least share of operations that must succeed: 0 to 1, or total',
  },
  {
    flags: '--test-count <number>',
    kind: 'number',
    help: 'so many runs, with seeds --seed, --seed + 1, ... (without --seed new ones), until one is not valid; default 1',
  },
  { flags: '--log-net-send', kind: 'flag', help: 'show each message as it is sent' },
  { flags: '--log-net-recv', kind: 'flag', help: 'show each message as it arrives' },
  {
    flags: '--configure <json>',
    kind: 'json',
    help: 'fields of a configure request, sent to each node at set-up',
  },
  {
    flags: '--expect <threshold>',
    kind: 'repeated',
    help: `a demand such as 'msgs-per-op<30' (repeatable); figures: ${Object.keys(FIGURES).join(', ')}`,
  },
  {
    flags: '--strict',
    kind: 'flag',
    help: 'a line that a node should not have printed makes the run invalid',
  },
  {
    flags: '--maelstrom-quirks',
    kind: 'flag',
    help: "keep to Maelstrom's behaviour even where it is a defect, to compare verdicts",
  },
  {
    flags: '--check-limit <seconds>',
    kind: 'number',
    help: 'how long a check may take before its verdict is unknown; default 60',
  },
  {
    flags: '--check-memory <MiB>',
    kind: 'number',
    help: 'memory that a heavy check may take before its verdict is unknown; default 4096',
  },
  { flags: '--store <folder>', kind: 'text', help: 'where runs are stored; default store' },
];

/** Accepted because command lines written for Maelstrom have them; there too they have no effect on a run's outcome. */
export const WITHOUT_EFFECT = [
  '--username <name>',
  '--password <word>',
  '--strict-host-key-checking',
  '--no-ssh',
  '--ssh-private-key <file>',
  '--logging-json',
  '--leave-db-running',
];
