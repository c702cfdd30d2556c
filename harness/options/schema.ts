/**
 * What a test run can be told: Maelstrom's options under its own names and defaults, and ours.
 *
 * One schema for all ways in (command line, scenario file, library), so that all give the same errors. Keys are spelled
 * as on the command line, without the dashes in front.
 */

import { z } from 'zod';
import {
  ControlError,
  isDistribution,
  LATENCY_DISTRIBUTIONS,
  PARTITION_KINDS,
  parseControl,
  RUNTIMES,
} from '../../router/index.js';
import { isTarget, TARGETS } from '../faults/targets.js';
import { MODEL_NAMES } from '../checkers/index.js';
import { checkNodeIds } from './node-ids.js';
import { parseThreshold } from './thresholds.js';
import { UsageError } from '../errors/usage-error.js';
import { TOPOLOGIES } from '../workloads/topology.js';

/** The kinds of fault that the nemesis knows. */
export const NEMESES = ['partition', 'kill', 'pause', 'loss', 'duplication', 'reorder', 'slow'] as const;
export type Nemesis = (typeof NEMESES)[number];

const positive = z.number().positive();
const probability = z.number().min(0).max(1);

/** A text that a parser of ours accepts; its error becomes the issue. */
function parsed(parse: (text: string) => unknown): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });
}

/** A fault at a fixed time. */
export const faultLine = z.strictObject({
  /** Seconds since the load began. */
  at: z.number('expected seconds').min(0, 'expected seconds >= 0'),
  /** A control line: `partition majority`, `heal`, `kill n1`, ... */
  do: z.string('expected a control line, such as partition majority'),
});

export const testOptions = z.strictObject({
  workload: z.string().default('lin-kv'),
  bin: z.string().min(1, 'expected a program').optional(),
  args: z.array(z.string()).default([]),
  runtime: z.enum(RUNTIMES).default('process'),
  /** Node ids; `node-count` overrides them. */
  nodes: z
    .array(z.string().min(1, 'expected a node id such as n1'))
    .min(1, 'expected at least one node')
    .default(['n1', 'n2', 'n3', 'n4', 'n5']),
  'node-count': z.int().positive().optional(),
  /** A number of workers, or a multiple of the nodes such as `4n`. */
  concurrency: z
    .string()
    .regex(/^[1-9]\d*n?$/, 'expected a whole number above 0, perhaps with n for times the number of nodes')
    .default('1n'),
  /** Seconds that the main phase lasts. */
  'time-limit': positive.default(60),
  /** Seconds that a node may take from its start to its answer to `init`. */
  'init-timeout': positive.default(10),
  /** Seconds of processor time that a node in virtual time may compute without waiting for anything. */
  'stall-limit': positive.default(10),
  /** Client operations per second, over all workers. */
  rate: z.number().min(0).default(5),
  /** Mean, in milliseconds. */
  latency: z.number().min(0).default(0),
  'latency-dist': z
    .string()
    .refine(isDistribution, `expected one of ${LATENCY_DISTRIBUTIONS.join(', ')}`)
    .default('constant'),
  loss: probability.default(0),
  duplication: probability.default(0),
  nemesis: z.array(z.enum(NEMESES)).default([]),
  /** Mean seconds between two operations of each kind. */
  'nemesis-interval': positive.default(10),
  /** Kinds of partition to draw from; Maelstrom's four by default. */
  'partition-kinds': z
    .array(z.enum(PARTITION_KINDS))
    .min(1)
    .default(['one', 'majority', 'minority-third', 'majorities-ring']),
  /** Whom `kill` and `pause` hit, to draw from: `one`, `minority`, `majority`, `all`, or nodes such as `n1` and `n1+n2`. */
  'nemesis-targets': z.array(z.string()).min(1).default(['one', 'minority']),
  /** What a node that was killed starts with: what it wrote to its storage, or nothing. */
  'nemesis-kill-keeps': z.enum(['data', 'nothing']).default('data'),
  /** Faults at fixed times, beside or instead of the nemesis. */
  faults: z.array(faultLine).default([]),
  topology: z.enum(TOPOLOGIES).default('grid'),
  /** Transactional workloads and kafka: keys in use at a time, operations of a transaction, writes to a key. */
  'key-count': z.int().positive().default(10),
  'max-txn-length': z.int().positive().default(4),
  'max-writes-per-key': z.int().positive().default(16),
  /** What transactions must satisfy; each is a name that the checkers know. */
  'consistency-models': z.array(z.string()).min(1).default(['strict-serializable']),
  availability: z
    .union([z.literal('total'), probability], 'expected total, or a share from 0 to 1')
    .optional(),
  /** Sent to every node as a `configure` request at set-up. */
  configure: z.record(z.string(), z.unknown()).optional(),
  expect: z.array(parsed(parseThreshold)).default([]),
  seed: z.int().min(0).max(0xffffffff).optional(),
  'test-count': z.int().positive().default(1),
  /** A line that a node should not have printed makes the run invalid. */
  strict: z.boolean().default(false),
  /** Behave as Maelstrom does even where that is a defect, to compare verdicts. */
  'maelstrom-quirks': z.boolean().default(false),
  /** Seconds that a check may take before its verdict is unknown. */
  'check-limit': positive.default(60),
  /** Mebibytes of memory that a heavy check may take before its verdict is unknown. */
  'check-memory': z.int().positive().default(4096),
  'log-stderr': z.boolean().default(false),
  'log-net-send': z.boolean().default(false),
  'log-net-recv': z.boolean().default(false),
  /** Where runs are stored. */
  store: z.string().min(1, 'expected a folder').default('store'),
});

/** What a caller may give: everything has a default. */
export type TestInput = z.input<typeof testOptions>;

/** A complete set, with the nodes that `node-count` makes. */
export type TestOptions = z.output<typeof testOptions> & { readonly nodes: readonly string[] };

/** Completes and checks the options. Throws a UsageError that names each option that is wrong. */
export function completeOptions(input: unknown): TestOptions {
  const result = testOptions.safeParse(input);
  if (!result.success)
    throw new UsageError(result.error.issues.map((issue) => describeIssue(issue, input)).join('\n'));
  const options = result.data;
  const count = options['node-count'];
  const nodes = count === undefined ? options.nodes : Array.from({ length: count }, (_, i) => `n${i}`);
  checkNodeIds(nodes);
  const nowhere = options['nemesis-targets'].find(
    (target) => !isTarget(target) && !target.split('+').every((node) => nodes.includes(node)),
  );
  if (nowhere !== undefined) {
    throw new UsageError(
      `nemesis-targets: expected ${TARGETS.join(', ')}, or nodes of ${nodes.join(', ')} with + between them, got ${JSON.stringify(nowhere)}`,
    );
  }
  for (const { at, do: control } of options.faults) {
    try {
      parseControl(control, nodes);
    } catch (error) {
      if (error instanceof ControlError) throw new UsageError(`faults: at ${at} s: ${error.message}`, error);
      throw error;
    }
  }
  const unknown = options['consistency-models'].filter((model) => !MODEL_NAMES.includes(model));
  if (unknown.length > 0) {
    const names = unknown.map((model) => JSON.stringify(model)).join(', ');
    throw new UsageError(
      `consistency-models: there is no ${names}: expected some of ${MODEL_NAMES.join(', ')}`,
    );
  }
  return { ...options, nodes, concurrency: usableConcurrency(options) };
}

/**
 * Maelstrom's default, one worker for each node, can never do for lin-kv, where a key takes two for each: there it means
 * two. Whether somebody said it or nobody said anything cannot be told apart here.
 */
function usableConcurrency({ workload, concurrency }: z.output<typeof testOptions>): string {
  return workload === 'lin-kv' && concurrency === '1n' ? '2n' : concurrency;
}

/** How many workers `concurrency` means. */
export function workerCount({ concurrency, nodes }: Pick<TestOptions, 'concurrency' | 'nodes'>): number {
  return concurrency.endsWith('n') ? Number(concurrency.slice(0, -1)) * nodes.length : Number(concurrency);
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): string {
  const [name, ...inside] = issue.path;
  if (name === undefined) {
    return issue.code === 'unrecognized_keys'
      ? `unknown option ${issue.keys.join(', ')}: known are ${Object.keys(testOptions.shape).join(', ')}`
      : issue.message;
  }
  let value: unknown = input;
  for (const key of issue.path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  const place = [name, ...inside].join('.');
  // JSON has no word for what is no finite number.
  const came = `, got ${typeof value === 'number' ? value : (JSON.stringify(value) ?? 'nothing')}`;
  // Zod says what type came; the value itself says more.
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received \w+$/, '');
  return `${place}: ${message}${message.endsWith(came) ? '' : came}`;
}
