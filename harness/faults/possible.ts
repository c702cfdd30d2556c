/**
 * Faults that cannot take place in a run, known before it begins: a partition that cuts nothing among so few nodes, a fault
 * after the end of the load.
 */

import {
  complete,
  type Control,
  kindsThatCut,
  oneWay,
  parseControl,
  type PartitionKind,
} from '../../router/index.js';
import type { TestOptions } from '../options/schema.js';
import { UsageError } from '../errors/usage-error.js';

/** The kinds of partition to draw from. Under `maelstrom-quirks` also those that cut nothing, as Jepsen draws them. */
export function partitionKinds({
  nodes,
  'partition-kinds': kinds,
  'maelstrom-quirks': quirks,
}: Pick<TestOptions, 'nodes' | 'partition-kinds' | 'maelstrom-quirks'>): readonly PartitionKind[] {
  const able = kindsThatCut(nodes.length);
  return quirks ? kinds : kinds.filter((kind) => able.includes(kind));
}

/** The kinds of partition that were asked for and are not drawn. */
export function idlePartitionKinds(options: TestOptions): readonly PartitionKind[] {
  const drawn = partitionKinds(options);
  return options['partition-kinds'].filter((kind) => !drawn.includes(kind));
}

/** Throws a UsageError if a fault that was asked for cannot take place. */
export function checkFaults(options: TestOptions): void {
  const { nodes, nemesis, faults, 'time-limit': limit, 'partition-kinds': kinds } = options;
  if (nemesis.includes('partition') && partitionKinds(options).length === 0) {
    throw new UsageError(
      `--nemesis partition: ${kinds.join(', ')} ${kinds.length === 1 ? 'cuts' : 'cut'} nothing among ${counted(nodes)}: ` +
        (nodes.length < 2
          ? 'expected two nodes or more (--node-count), or no partitions'
          : `expected --partition-kinds with some of ${kindsThatCut(nodes.length).join(', ')}, or more nodes`),
    );
  }
  for (const { at, do: line } of faults) {
    if (at >= limit) {
      throw new UsageError(
        `faults: ${JSON.stringify(line)} is at ${at} s, the load ends at ${limit} s: ` +
          `expected a time below ${limit} s, or a --time-limit above ${at} s`,
      );
    }
    if (!hitsNothing(parseControl(line, nodes), nodes)) continue;
    throw new UsageError(
      `faults: at ${at} s: ${JSON.stringify(line)} hits no link among ${counted(nodes)}: ` +
        (nodes.length < 2
          ? 'expected two nodes or more'
          : `expected ${LINKS}, such as ${nodes[0]} -> ${nodes[1]}`),
    );
  }
}

const LINKS = 'a kind of partition that cuts something, or links between different nodes';

/** What names no link between two nodes. */
function hitsNothing(control: Control, nodes: readonly string[]): boolean {
  switch (control.do) {
    case 'partition':
      if ('kind' in control) return !kindsThatCut(nodes.length).includes(control.kind);
      return ('groups' in control ? complete(control.groups) : oneWay(control.from, control.to)).size === 0;
    case 'slow':
      return 'from' in control.slowness && oneWay(control.slowness.from, control.slowness.to).size === 0;
    default:
      return false;
  }
}

function counted({ length }: readonly string[]): string {
  return `${length} ${length === 1 ? 'node' : 'nodes'}`;
}
