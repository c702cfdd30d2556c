/** The options that say which faults a run meets. */

import { z } from 'zod';
import { PARTITION_KINDS } from '../../router/index.js';
import { onlyUnder, type Options, type Values } from '../flags/option.js';
import type { WorkloadOptions } from '../workloads/options.js';
import { NEMESES, NEMESIS_KINDS } from './kinds/index.js';
import { TARGETS } from './targets.js';

/** A fault at a fixed time. */
export const faultLine = z.strictObject({
  /** Seconds since the load began. */
  at: z.number('expected seconds').min(0, 'expected seconds >= 0'),
  /** A control line: `partition majority`, `heal`, `kill n1`, ... */
  do: z.string('expected a control line, such as partition majority'),
});

export const faultOptions = {
  nemesis: {
    schema: z.array(z.enum(NEMESES)).default([]),
    takes: 'faults',
    help: `faults with commas: ${NEMESES.join(', ')}`,
    group: 'Faults',
    changes: 'run',
  },
  'nemesis-interval': {
    schema: z.number().positive().default(10),
    takes: 'seconds',
    help: 'mean time between two operations of each kind',
    group: 'Faults',
    changes: 'run',
    idle: onlyUnder(),
  },
  'partition-kinds': {
    schema: z
      .array(z.enum(PARTITION_KINDS))
      .min(1)
      .default(['one', 'majority', 'minority-third', 'majorities-ring']),
    takes: 'kinds',
    help: `kinds of partition to draw from: ${PARTITION_KINDS.join(', ')}`,
    usual: "the first four, Maelstrom's",
    group: 'Faults',
    changes: 'run',
    idle: onlyUnder(...drawing('partition-kinds')),
  },
  'nemesis-targets': {
    schema: z.array(z.string()).min(1).default(['one', 'minority']),
    takes: 'targets',
    help: `which nodes kill and pause hit, to draw from: ${TARGETS.join(', ')}, or nodes such as n1 and n1+n2`,
    group: 'Faults',
    changes: 'run',
    idle: onlyUnder(...drawing('nemesis-targets')),
  },
  'nemesis-kill-keeps': {
    schema: z.enum(['data', 'nothing']).default('data'),
    takes: 'what',
    help: 'what a killed node starts again with: data (what it stored) or nothing',
    group: 'Faults',
    changes: 'run',
    idle: onlyUnder(...drawing('nemesis-kill-keeps')),
  },
  faults: {
    schema: z.array(faultLine).default([]),
    help: 'faults at fixed times, beside or instead of the nemesis',
    flags: [
      {
        name: 'fault',
        takes: 'at:line',
        reads: 'repeated',
        help: "a fault at a time, such as '2.5:partition majority' (repeatable)",
      },
      {
        name: 'schedule',
        takes: 'file',
        reads: 'text',
        help: "faults at times from a file: lines such as - {at: 2.5, do: 'partition majority'}",
      },
    ],
    group: 'Faults',
    changes: 'run',
    fixed: true,
  },
} as const satisfies Options;

/** The kinds of fault that an option is for. */
function drawing(option: string): readonly string[] {
  return NEMESIS_KINDS.filter(({ nemesis }) => nemesis.options.includes(option)).map(({ name }) => name);
}

/** What the nemesis may ask: a completed set of options. */
export type FaultOptions = WorkloadOptions & Values<typeof faultOptions>;
