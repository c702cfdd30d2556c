/** The options of a run as a whole: what is tested, how it is checked, and where it is stored. */

import { z } from 'zod';
import type { Options } from '../flags/option.js';
import { WORKLOAD_NAMES } from '../workloads/index.js';
import { FIGURES_IN_WORDS, parseThreshold } from './thresholds.js';
import { messageOf } from '../errors/message-of.js';

const probability = z.number().min(0).max(1);

/** A text that one of Eddy's parsers accepts; its error becomes the issue. */
function parsed(parse: (text: string) => unknown): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: messageOf(error) });
    }
  });
}

export const workloadOption = {
  workload: {
    schema: z.enum(WORKLOAD_NAMES).default('lin-kv'),
    takes: 'name',
    short: 'w',
    help: `what to test: ${WORKLOAD_NAMES.join(', ')}`,
    group: 'Load',
    changes: 'run',
  },
} as const satisfies Options;

export const runOptions = {
  availability: {
    schema: z.union([z.literal('total'), probability], 'expected total, or a share from 0 to 1').optional(),
    takes: 'share',
    help: 'least share of operations that must succeed: 0 to 1, or total',
    group: 'Verdict',
    changes: 'verdict',
  },
  expect: {
    schema: z.array(parsed(parseThreshold)).default([]),
    takes: 'threshold',
    help: `a demand such as 'msgs-per-op<30'; figures: ${FIGURES_IN_WORDS}`,
    repeated: true,
    group: 'Verdict',
    changes: 'verdict',
    fixed: true,
  },
  strict: {
    schema: z.boolean().default(false),
    help: 'a line that a node should not have printed makes the run invalid',
    group: 'Verdict',
    changes: 'verdict',
  },
  'test-count': {
    schema: z.int().positive().default(1),
    takes: 'number',
    help: 'runs to make, with seeds --seed, --seed + 1, ... (without --seed new ones); the first that is not valid is the last',
    group: 'Output',
    changes: 'view',
    fixed: true,
  },
  store: {
    schema: z.string().min(1, 'expected a folder').default('store'),
    takes: 'folder',
    help: 'where runs are stored',
    group: 'Output',
    changes: 'view',
    fixed: true,
  },
  'log-net-send': {
    schema: z.boolean().default(false),
    help: 'show each message as it is sent',
    group: 'Output',
    changes: 'view',
    fixed: true,
  },
  'log-net-recv': {
    schema: z.boolean().default(false),
    help: 'show each message as it arrives',
    group: 'Output',
    changes: 'view',
    fixed: true,
  },
} as const satisfies Options;
