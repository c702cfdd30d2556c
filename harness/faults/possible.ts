/**
 * Faults that cannot take place in a run, known before it begins: a partition that cuts nothing among so few nodes, a fault
 * after the end of the load.
 */

import { parseControl, type PartitionKind } from '../../router/index.js';
import type { FaultOptions } from './options.js';
import { optionError, UsageError } from '../errors/usage-error.js';
import { FAULT_KINDS, nemesisKind } from './kinds/index.js';
import { partitionKinds } from './kinds/partition.js';

/** The kinds of partition that were asked for and are not drawn, in a run with partitions. */
export function idlePartitionKinds(options: FaultOptions): readonly PartitionKind[] {
  if (!options.nemesis.includes('partition')) return [];
  const drawn = partitionKinds(options);
  return options['partition-kinds'].filter((kind) => !drawn.includes(kind));
}

/** Throws a UsageError if a fault that was asked for cannot take place. */
export function checkFaults(options: FaultOptions): void {
  const { nodes, nemesis, faults, 'time-limit': limit } = options;
  for (const name of nemesis) {
    const why = nemesisKind(name).nemesis.impossible?.(options);
    if (why !== undefined) throw new UsageError(`--nemesis ${name}: ${why}`);
  }
  for (const { at, do: line } of faults) {
    if (at >= limit) {
      throw optionError(
        'faults',
        `${JSON.stringify(line)} is at ${at} s, the load ends at ${limit} s: ` +
          `expected a time below ${limit} s, or a --time-limit above ${at} s`,
      );
    }
    const control = parseControl(line, nodes);
    if (!FAULT_KINDS.some(({ namesNothing }) => namesNothing?.(control, nodes))) continue;
    throw optionError(
      'faults',
      `at ${at} s: ${JSON.stringify(line)} hits no link among ${counted(nodes)}: ` +
        (nodes.length < 2
          ? 'expected two nodes or more'
          : `expected ${LINKS}, such as ${nodes[0]} -> ${nodes[1]}`),
    );
  }
}

const LINKS = 'a kind of partition that cuts something, or links between different nodes';

function counted({ length }: readonly string[]): string {
  return `${length} ${length === 1 ? 'node' : 'nodes'}`;
}
