/** The options of a cluster and of its network. */

import { z } from 'zod';
import { LATENCY_DISTRIBUTIONS, RUNTIMES } from '../../router/index.js';
import type { Options, Values } from '../flags/option.js';

const positive = z.number().positive();
const probability = z.number().min(0).max(1);

export const clusterOptions = {
  bin: {
    schema: z.string().min(1, 'expected a program').optional(),
    takes: 'file',
    help: 'node program: a file or a command on PATH',
    usual: 'our own program',
    group: 'Cluster',
    changes: 'run',
  },
  args: {
    schema: z.array(z.string()).default([]),
    help: 'arguments of the node program',
    flags: [],
    group: 'Cluster',
    changes: 'run',
    fixed: true,
    idle: ({ args, bin }) => (args.length > 0 && bin === undefined ? "on Eddy's own program" : undefined),
  },
  runtime: {
    schema: z.enum(RUNTIMES).default('process'),
    takes: 'kind',
    help: RUNTIMES.join(', '),
    group: 'Cluster',
    changes: 'run',
    fixed: true,
  },
  'node-count': {
    schema: z.int().positive().optional(),
    takes: 'number',
    help: 'nodes n0, n1, ...; overrides the other ways to name nodes',
    group: 'Cluster',
    changes: 'run',
  },
  nodes: {
    schema: z
      .array(z.string().min(1, 'expected a node id such as n1'))
      .min(1, 'expected at least one node')
      .default(['n1', 'n2', 'n3', 'n4', 'n5']),
    takes: 'ids',
    help: 'node ids with commas',
    usual: 'n1 to n5',
    flags: [
      { name: 'node', short: 'n', takes: 'id', reads: 'repeated', help: 'a node id (repeatable)' },
      { name: 'nodes-file', takes: 'file', reads: 'text', help: 'file with a node id a line' },
    ],
    group: 'Cluster',
    changes: 'run',
    fixed: true,
    idle: ({ 'node-count': count }) => (count === undefined ? undefined : `beside --node-count ${count}`),
  },
  'init-timeout': {
    schema: positive.default(10),
    takes: 'seconds',
    help: 'how long a node may take from its start to its init_ok',
    group: 'Cluster',
    changes: 'run',
  },
  'stall-limit': {
    schema: positive.default(10),
    takes: 'seconds',
    help: 'in virtual time: how long a node may compute without waiting',
    group: 'Cluster',
    changes: 'run',
    idle: ({ runtime }) => (runtime === 'virtual' ? undefined : 'without --runtime virtual'),
  },
  seed: {
    schema: z.int().min(0).max(0xffffffff).optional(),
    takes: 'number',
    help: 'seed of all random choices',
    usual: 'a new one, printed',
    group: 'Cluster',
    changes: 'run',
    fixed: true,
  },
  latency: {
    schema: z.number().min(0).default(0),
    takes: 'ms',
    help: 'mean latency between nodes',
    group: 'Network',
    changes: 'run',
  },
  'latency-dist': {
    schema: z.enum(LATENCY_DISTRIBUTIONS).default('constant'),
    takes: 'name',
    help: 'constant, uniform or exponential',
    group: 'Network',
    changes: 'run',
    idle: ({ latency, faults }) =>
      latency > 0 || faults.some(({ do: line }) => line.trim().startsWith('latency'))
        ? undefined
        : 'without --latency',
  },
  loss: {
    schema: probability.default(0),
    takes: 'probability',
    help: 'messages between nodes that are lost',
    group: 'Network',
    changes: 'run',
  },
  duplication: {
    schema: probability.default(0),
    takes: 'probability',
    help: 'messages between nodes that arrive twice',
    group: 'Network',
    changes: 'run',
  },
  'log-stderr': {
    schema: z.boolean().default(false),
    help: 'show what nodes print to stderr',
    group: 'Output',
    changes: 'view',
    fixed: true,
  },
} as const satisfies Options;

export type ClusterOptions = Values<typeof clusterOptions>;
