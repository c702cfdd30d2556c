/** Links are cut: between groups, or in one direction. Cuts add up until all of them are healed. */

import { isObject } from '../../../node/index.js';
import {
  complete,
  type Control,
  describeGrudge,
  type Grudge,
  kindsThatCut,
  oneWay,
  PARTITION_KINDS,
  type PartitionKind,
} from '../../../router/index.js';
import { applyLine, healingDraft } from '../control-deed.js';
import type { Deed, KindOptions, NemesisKind } from '../kind.js';

const cut: Deed = async (means, value) => {
  await applyLine(means, 'partition', value);
  return ['isolated', asJson(means.cluster.network.rules.partition.get())];
};

const heal =
  (takes: (value: unknown) => unknown): Deed =>
  async (means, value) => {
    await applyLine(means, 'heal', takes(value));
    return 'network-healed';
  };

export const partition: NemesisKind = {
  name: 'partition',
  begins: ['start-partition', 'partition'],
  ends: ['stop-partition', 'heal'],
  over: 'healed',
  deeds: {
    'start-partition': cut,
    partition: cut,
    'stop-partition': heal(() => null),
    heal: heal((value) => value),
  },
  // Maelstrom's nemesis ends with this whether anything is cut or not.
  heal: ({ network }, options) =>
    options.nemesis.includes('partition') || network.rules.partition.get().size > 0
      ? healingDraft('partition', 'heal', options)
      : undefined,
  read: ({ asked, result }) => {
    const links = cutsIn(result);
    const kind = isKind(asked) ? asked : undefined;
    if (links === undefined)
      return { links: new Map(), value: `${kind === undefined ? '' : `${kind}: `}${String(result)}` };
    return { links, ...(kind !== undefined && { value: kind }) };
  },
  describe: ({ links = new Map(), value }) => {
    if (value === undefined) return describeGrudge(links);
    return isKind(value) ? `${value}: ${describeGrudge(links)}` : String(value);
  },
  planned: ({ f, result }) =>
    f === 'stop-partition' || f === 'heal'
      ? ['heal']
      : [...(cutsIn(result) ?? new Map<string, ReadonlySet<string>>())]
          .filter(([, sources]) => sources.size > 0)
          .map(([node, sources]) => `partition ${[...sources].join(',')} -> ${node}`),
  // One that has a name is known by it; its groups are in the list of faults.
  brief: ({ value }) => (isKind(value) ? value : undefined),
  drops: {
    reason: 'partition',
    words: (_dest, cause) => `dropped by ${cause?.text ?? 'a partition'}`,
  },
  // A history from elsewhere may put it otherwise: then something was cut.
  hitNothing: (result) =>
    Array.isArray(result) &&
    result[0] === 'isolated' &&
    isObject(result[1]) &&
    Object.values(result[1]).every((dropped) => Array.isArray(dropped) && dropped.length === 0),
  namesNothing: cutsNothing,
  nemesis: {
    draw: (random, options) => random.pick(partitionKinds(options)),
    endValue: null,
    options: ['maelstrom-quirks', 'partition-kinds'],
    reference: {
      happens: 'some nodes no longer hear others: a cut of one of the `--partition-kinds`',
      undone: 'all links are open',
      lines: ['partition majority', 'heal'],
    },
    absence: 'nothing was partitioned',
    impossible,
  },
};

/** The kinds of partition to draw from. Under `maelstrom-quirks` also those that cut nothing, as Jepsen draws them. */
export function partitionKinds({
  nodes,
  'partition-kinds': kinds,
  'maelstrom-quirks': quirks,
}: Pick<KindOptions, 'nodes' | 'partition-kinds' | 'maelstrom-quirks'>): readonly PartitionKind[] {
  const able = kindsThatCut(nodes.length);
  return quirks ? kinds : kinds.filter((kind) => able.includes(kind));
}

function impossible(options: KindOptions): string | undefined {
  if (partitionKinds(options).length > 0) return undefined;
  const { 'partition-kinds': kinds, nodes } = options;
  const few = `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`;
  return (
    `${kinds.join(', ')} ${kinds.length === 1 ? 'cuts' : 'cut'} nothing among ${few}: ` +
    (nodes.length < 2
      ? 'expected two nodes or more (--node-count), or no partitions'
      : `expected --partition-kinds with some of ${kindsThatCut(nodes.length).join(', ')}, or more nodes`)
  );
}

function cutsNothing(control: Control, nodes: readonly string[]): boolean {
  if (control.do !== 'partition') return false;
  if ('kind' in control) return !kindsThatCut(nodes.length).includes(control.kind);
  return ('groups' in control ? complete(control.groups) : oneWay(control.from, control.to)).size === 0;
}

function isKind(asked: unknown): asked is PartitionKind {
  return PARTITION_KINDS.some((kind) => kind === asked);
}

/** Of a completion such as `["isolated", {"n1": ["n2"]}]`: by node, those that it does not hear. */
function cutsIn(result: unknown): Grudge | undefined {
  if (!Array.isArray(result) || result[0] !== 'isolated' || !isObject(result[1])) return undefined;
  return new Map(
    Object.entries(result[1]).map(([node, dropped]) => [
      node,
      new Set(Array.isArray(dropped) ? dropped.map(String) : []),
    ]),
  );
}

function asJson(grudge: Grudge): Record<string, string[]> {
  return Object.fromEntries([...grudge].map(([node, dropped]) => [node, [...dropped]]));
}
