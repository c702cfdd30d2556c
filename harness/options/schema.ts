/**
 * The options of a test run: Maelstrom's under their own names and defaults, and Eddy's.
 *
 * One schema for all interfaces (command line, scenario file, library), so that all give the same errors. Keys are
 * spelled as on the command line, without the leading dashes. Each option is declared by the folder that uses it.
 */

import { z } from 'zod';
import { valueAt } from '../text/value-at.js';
import { ControlError, parseControl } from '../../router/index.js';
import { MODEL_NAMES } from '../checkers/index.js';
import { clusterOptions } from '../cluster/options.js';
import { UsageError } from '../errors/usage-error.js';
import { faultOptions } from '../faults/options.js';
import { isTarget, TARGETS } from '../faults/targets.js';
import { type Option, shapeOf } from '../flags/option.js';
import { WORKLOADS } from '../workloads/index.js';
import { workloadOptions } from '../workloads/options.js';
import { checkNodeIds } from './node-ids.js';
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

/**
 * What a test can be asked for: the options of `eddy test` (docs/cli.md) by their names without the dashes. All have
 * defaults.
 *
 * - A number is a number, a list an array, a switch a boolean; `configure` is an object.
 * - `faults` is an array of `{ at, do }`: seconds, and a control line (docs/faults.md). `--node` and `--nodes-file`
 *   have no key of their own: use `nodes`.
 */
export type TestInput = z.input<typeof testOptions>;

/** A complete set of options, with the nodes that `node-count` makes. */
export type TestOptions = Readonly<Omit<z.output<typeof testOptions>, 'concurrency'>> & {
  readonly concurrency: string;
};

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
  return { ...options, nodes, concurrency: options.concurrency ?? usualConcurrency(options.workload) };
}

/** One worker for each node, unless the workload needs more for any operation. */
function usualConcurrency(workload: string): string {
  return WORKLOADS.find(({ name }) => name === workload)?.usualConcurrency ?? '1n';
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): string {
  const [name, ...inside] = issue.path;
  if (name === undefined) {
    return issue.code === 'unrecognized_keys'
      ? `unknown option ${issue.keys.join(', ')}: known are ${Object.keys(testOptions.shape).join(', ')}`
      : issue.message;
  }
  const value = valueAt(input, issue.path);
  const place = [name, ...inside].join('.');
  // JSON cannot express numbers that are not finite.
  const came = `, got ${typeof value === 'number' ? value : (JSON.stringify(value) ?? 'nothing')}`;
  // Zod reports the type of the value; the value itself is more helpful.
  const message = issue.message.replace(/^Invalid input: /, '').replace(/, received \w+$/, '');
  return `${place}: ${message}${message.endsWith(came) ? '' : came}`;
}
