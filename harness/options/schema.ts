/**
 * The options of a test run: Maelstrom's under their own names and defaults, and Eddy's.
 *
 * One schema for all interfaces (command line, scenario file, library), so that all give the same errors. Keys are
 * spelled as on the command line, without the leading dashes. Each option is declared by the folder that uses it.
 */

import { z } from 'zod';
import { didYouMean } from '../text/closest.js';
import { issueWords } from '../text/issue-words.js';
import { ControlError, parseControl } from '../../router/index.js';
import { clusterOptions } from '../cluster/options.js';
import { OptionError, optionError, UsageError } from '../errors/usage-error.js';
import { faultOptions } from '../faults/options.js';
import { isTarget, TARGETS } from '../faults/targets.js';
import { type Option, shapeOf } from '../flags/option.js';
import { WORKLOADS } from '../workloads/index.js';
import { workloadOptions } from '../workloads/options.js';
import { checkNodeIds } from './node-ids.js';
import { problemOf } from './option-problem.js';
import { runOptions, workloadOption } from './run-options.js';

/** All options, by name. */
export const OPTIONS = {
  ...workloadOption,
  ...clusterOptions,
  ...workloadOptions,
  ...faultOptions,
  ...runOptions,
} as const;

/** The same as a list, in the order of the table. */
export const OPTION_ENTRIES: readonly (readonly [name: string, option: Option])[] = Object.entries(OPTIONS);

export type OptionName = keyof typeof OPTIONS;

export const testOptions = z.strictObject(shapeOf(OPTIONS));

export type { TestInput } from './test-input.js';

/** A complete set of options, with the nodes that `node-count` makes. */
export type TestOptions = Readonly<Omit<z.output<typeof testOptions>, 'concurrency'>> & {
  readonly concurrency: string;
};

/** Completes and checks the options. Throws a UsageError that names each option that is wrong. */
export function completeOptions(input: unknown): TestOptions {
  const result = testOptions.safeParse(input);
  if (!result.success) throw wrongOptions(result.error.issues, input);
  const options = result.data;
  const count = options['node-count'];
  const nodes = count === undefined ? options.nodes : Array.from({ length: count }, (_, i) => `n${i}`);
  checkNodeIds(nodes);
  const nowhere = options['nemesis-targets'].find(
    (target) => !isTarget(target) && !target.split('+').every((node) => nodes.includes(node)),
  );
  if (nowhere !== undefined) {
    throw optionError(
      'nemesis-targets',
      `expected ${TARGETS.join(', ')}, or nodes of ${nodes.join(', ')} with + between them, got ${JSON.stringify(nowhere)}`,
    );
  }
  for (const { at, do: control } of options.faults) {
    try {
      parseControl(control, nodes);
    } catch (error) {
      if (error instanceof ControlError) throw optionError('faults', `at ${at} s: ${error.message}`, error);
      throw error;
    }
  }
  return { ...options, nodes, concurrency: options.concurrency ?? usualConcurrency(options.workload) };
}

function wrongOptions(issues: readonly z.core.$ZodIssue[], input: unknown): UsageError {
  const known = Object.keys(testOptions.shape);
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknown.length > 0) {
    const meant = unknown.map((key) => didYouMean(key, known)).join('');
    return new UsageError(`unknown option ${unknown.join(', ')}${meant}: known are ${known.join(', ')}`);
  }
  const whole = issues.find(({ path }) => path.length === 0);
  if (whole !== undefined)
    return new UsageError(`options: ${issueWords(whole)}, got ${JSON.stringify(input) ?? 'nothing'}`);
  return new OptionError(issues.map((issue) => problemOf(issue, input)));
}

/** One worker for each node, unless the workload needs more for any operation. */
function usualConcurrency(workload: string): string {
  return WORKLOADS.find(({ name }) => name === workload)?.usualConcurrency ?? '1n';
}
