/**
 * The options of a run on the command line: from flags to what `completeOptions` checks. Maelstrom's flags come first, with
 * its names and defaults; the list is also the reference that `--help` prints.
 */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { PARTITION_KINDS, RUNTIMES } from '../../router/index.js';
import { TARGETS } from '../nemesis/targets.js';
import { NEMESES, type TestInput } from '../options.js';
import { FIGURES } from '../thresholds.js';
import { UsageError } from '../usage-error.js';
import { TOPOLOGIES, WORKLOADS } from '../workloads/index.js';

type Kind = 'text' | 'number' | 'flag' | 'list' | 'repeated' | 'json';

interface Flag {
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
    help: 'run so often, until a run is not valid; default 1',
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
const WITHOUT_EFFECT = [
  '--username <name>',
  '--password <word>',
  '--strict-host-key-checking',
  '--no-ssh',
  '--ssh-private-key <file>',
  '--logging-json',
  '--leave-db-running',
];

export function addFlags(command: Command, flags: readonly Flag[]): void {
  for (const { flags: text, kind, help } of flags) {
    const option = command.createOption(text, help);
    if (kind === 'repeated')
      option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
    command.addOption(option);
  }
  for (const text of WITHOUT_EFFECT) command.addOption(command.createOption(text).hideHelp());
}

/** What the user gave, by option name; nothing is checked here but the spelling of JSON, lists and files. */
export function readFlags(
  given: Readonly<Record<string, unknown>>,
  flags: readonly Flag[],
  args: readonly string[],
): TestInput {
  const input: Record<string, unknown> = { args };
  for (const { flags: text, kind } of flags) {
    const name = /--([\w-]+)/.exec(text)?.[1] as string;
    const value = given[camelCase(name)];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      input[name] = read(name, kind, value);
  }
  return resolveNames(input);
}

function read(name: string, kind: Kind, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  switch (kind) {
    case 'number':
      // What is no number stays a text, so that the error shows what was typed.
      return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
    case 'list':
      return value.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
    case 'json':
      try {
        return JSON.parse(value);
      } catch (error) {
        throw new UsageError(
          `--${name} expects JSON such as '{"fanout": 3}', got ${value} (${(error as Error).message})`,
        );
      }
    case 'text':
    case 'flag':
    case 'repeated':
      return value;
  }
}

/** Turns the several ways to name nodes, faults and availability into the one that the options know. */
function resolveNames(input: Record<string, unknown>): TestInput {
  const { node, nodes, 'nodes-file': file, fault, availability, expect, ...rest } = input;
  const named = [
    ...(file === undefined ? [] : linesOf(String(file))),
    ...((nodes ?? []) as string[]),
    ...((node ?? []) as string[]),
  ];
  const demands = (expect as string[] | undefined)?.flatMap((each) => each.split(','));
  return {
    ...rest,
    ...(named.length > 0 && { nodes: named }),
    ...(demands !== undefined && { expect: demands }),
    ...(fault !== undefined && { faults: (fault as string[]).map(readFault) }),
    ...(availability !== undefined && {
      availability:
        availability === 'total' || Number.isNaN(Number(availability)) ? availability : Number(availability),
    }),
  } as TestInput;
}

function readFault(text: string): { at: number; do: string } {
  const colon = text.indexOf(':');
  const at = Number(text.slice(0, colon));
  if (colon < 1 || Number.isNaN(at)) {
    throw new UsageError(
      `--fault expects seconds, a colon and a line, such as '2.5:partition majority', got ${JSON.stringify(text)}`,
    );
  }
  return { at, do: text.slice(colon + 1).trim() };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\s+/)
      .filter((line) => line !== '');
  } catch (error) {
    throw new UsageError(`--nodes-file ${file} cannot be read: ${(error as Error).message}`, error);
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
