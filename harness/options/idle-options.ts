/**
 * Given options that have no effect in this run: the run goes on without them and reports them. Each option's own
 * entry gives the reason: a clause after "has no effect".
 */

import { rounded } from '../text/rounded.js';
import { idlePartitionKinds } from '../faults/index.js';
import type { Circumstances, Purpose } from '../flags/option.js';
import { workloadNamed } from '../workloads/index.js';
import { workerCount } from '../workloads/options.js';
import { OPTION_ENTRIES, type TestInput, type TestOptions } from './schema.js';

/** The spelling of options that have no flag of their own. */
const SPELLED: Readonly<Record<string, string>> = {
  nodes: '--nodes (or --node, --nodes-file)',
  args: 'what stands behind --',
};

/** A line for each given option without effect, and for each whose effect differs from what its name suggests. */
export function idleNotes(
  input: TestInput,
  options: TestOptions,
  purpose: Purpose = 'run',
): readonly string[] {
  const given = new Set(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  const run: Circumstances = { ...options, purpose, heavy: workloadNamed(options.workload).heavy === true };
  const idle = OPTION_ENTRIES.flatMap(([name, { idle: why }]) => {
    const reason = given.has(name) ? why?.(run) : undefined;
    return reason === undefined ? [] : [`${SPELLED[name] ?? `--${name}`} has no effect ${reason}`];
  });
  return purpose === 'check' ? idle : [...idle, ...surprises(options)];
}

/** Options with an effect that was probably not intended. */
function surprises(options: TestOptions): readonly string[] {
  const { rate, 'time-limit': limit, nodes, concurrency } = options;
  const left = nodes.slice(workerCount(options));
  const kinds = idlePartitionKinds(options);
  return [
    ...(rate === 0 ? ['--rate 0 asks for no client operations'] : []),
    ...(rate > 0 && rate * limit < 1
      ? [
          `--time-limit ${limit} is shorter than the mean gap between two operations of ${rounded(1 / rate, 3)} s (--rate ${rate})`,
        ]
      : []),
    ...(left.length > 0 ? [`--concurrency ${concurrency} leaves ${left.join(', ')} without a client`] : []),
    ...(kinds.length > 0
      ? [`partitions of kind ${kinds.join(', ')} are not drawn: they cut nothing among ${nodes.length} nodes`]
      : []),
  ];
}
