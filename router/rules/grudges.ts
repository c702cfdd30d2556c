/**
 * Which nodes a partition separates: Maelstrom's four kinds, the one-way cut, the bridge, and cuts by hand.
 *
 * A grudge maps a node to those whose messages it drops. The definitions are Jepsen's (partition package, complete
 * grudges, majorities ring, bridge).
 */

import type { Random } from '../../node/index.js';

/** For each node that is deaf to some: those whose messages it drops. */
export type Grudge = ReadonlyMap<string, ReadonlySet<string>>;

/** The partitions that can be asked for by name. docs/faults.md says what each cuts. */
export const PARTITION_KINDS = [
  'one',
  'majority',
  'minority-third',
  'majorities-ring',
  'one-way',
  'bridge',
] as const;
/** One of `PARTITION_KINDS`. */
export type PartitionKind = (typeof PARTITION_KINDS)[number];

/** The kinds that Maelstrom's own nemesis draws from. */
export const MAELSTROM_PARTITION_KINDS: readonly PartitionKind[] = PARTITION_KINDS.slice(0, 4);

/** The fewest nodes among which a kind cuts anything: with fewer, its arithmetic leaves a group empty. */
const FEWEST_NODES: Readonly<Record<PartitionKind, number>> = {
  one: 2,
  majority: 2,
  'minority-third': 4,
  'majorities-ring': 3,
  'one-way': 2,
  bridge: 3,
};

/** The kinds that cut something among this many nodes, whatever is drawn. */
export function kindsThatCut(nodeCount: number): readonly PartitionKind[] {
  return PARTITION_KINDS.filter((kind) => nodeCount >= FEWEST_NODES[kind]);
}

/**
 * The cuts of a kind of partition, drawn for these nodes. The definitions are Jepsen's; `minority-third` cuts off
 * floor((n - 1) / 3) nodes, `majorities-ring` leaves each node a different majority.
 */
export function grudgeOf(kind: PartitionKind, nodes: readonly string[], random: Random): Grudge {
  switch (kind) {
    case 'one': {
      const lonely = random.pick(nodes);
      return complete([[lonely], nodes.filter((node) => node !== lonely)]);
    }
    case 'majority':
      return complete(cutAt(random.shuffle(nodes), Math.floor(nodes.length / 2)));
    case 'minority-third':
      return complete(cutAt(random.shuffle(nodes), Math.floor((nodes.length - 1) / 3)));
    case 'majorities-ring':
      return nodes.length <= 5 ? exactRing(random.shuffle(nodes)) : looseRing(nodes, random);
    case 'one-way': {
      const [deaf, muted] = cutAt(random.shuffle(nodes), Math.floor(nodes.length / 2));
      return oneWay(muted, deaf);
    }
    case 'bridge': {
      const [left, [, ...right]] = cutAt(random.shuffle(nodes), Math.floor(nodes.length / 2));
      // The one that is left out hears both halves, and is heard by both. Of two nodes nothing is cut.
      return complete([left, right]);
    }
  }
}

/** Cuts between groups: no node hears a node of another group. Nodes in no group hear all. */
export function complete(groups: readonly (readonly string[])[]): Grudge {
  const grudge = new Map<string, Set<string>>();
  for (const group of groups) {
    const others = groups.filter((other) => other !== group).flat();
    if (others.length > 0) for (const node of group) grudge.set(node, new Set(others));
  }
  return grudge;
}

/** Cuts in one direction: messages from `from` do not reach `to`. A node in both still hears itself. */
export function oneWay(from: readonly string[], to: readonly string[]): Grudge {
  const grudge = new Map<string, Set<string>>();
  for (const dest of to) {
    const others = from.filter((src) => src !== dest);
    if (others.length > 0) grudge.set(dest, new Set(others));
  }
  return grudge;
}

function cutAt(nodes: readonly string[], at: number): [string[], string[]] {
  return [nodes.slice(0, at), nodes.slice(at)];
}

/**
 * Each node hears itself and the neighbours that make it the middle of a window of a bare majority. With three nodes that
 * is one neighbour: a cycle in one direction. With one or two nothing is cut.
 */
function exactRing(ring: readonly string[]): Grudge {
  const { length } = ring;
  const window = Math.floor(length / 2) + 1;
  const grudge = new Map<string, Set<string>>();
  for (let start = 0; start < length; start++) {
    const heard = new Set(Array.from({ length: window }, (_, i) => ring[(start + i) % length]));
    const deaf = ring[(start + Math.floor(window / 2)) % length] as string;
    const dropped = ring.filter((node) => !heard.has(node));
    if (dropped.length > 0) grudge.set(deaf, new Set(dropped));
  }
  return grudge;
}

/** Links the least connected nodes, both ways, until each hears a majority, itself included. */
function looseRing(nodes: readonly string[], random: Random): Grudge {
  const majority = Math.floor(nodes.length / 2) + 1;
  const heard = new Map(nodes.map((node) => [node, new Set([node])]));
  const links = (node: string): Set<string> => heard.get(node) as Set<string>;
  for (;;) {
    const byLinks = random.shuffle(nodes).toSorted((a, b) => links(a).size - links(b).size);
    const a = byLinks[0] as string;
    if (links(a).size >= majority) break;
    const b = byLinks.find((node) => !links(a).has(node)) as string;
    links(a).add(b);
    links(b).add(a);
  }
  return new Map(nodes.map((node) => [node, new Set(nodes.filter((other) => !links(node).has(other)))]));
}

/**
 * A grudge in words: `n1 n2 | n3 n4 n5` where two groups do not hear each other, else `n1 n2 do not hear n3; ...`, with a
 * clause for all nodes that are deaf to the same ones.
 */
export function describeGrudge(grudge: Grudge): string {
  const byDropped = new Map<string, string[]>();
  for (const [node, dropped] of [...grudge].toSorted(([a], [b]) => byName(a, b))) {
    const key = [...dropped].toSorted(byName).join(' ');
    byDropped.set(key, [...(byDropped.get(key) ?? []), node]);
  }
  if (byDropped.size === 0) return 'nothing is cut';
  const [first, second, ...others] = byDropped;
  if (first !== undefined && second !== undefined && others.length === 0) {
    if (first[0] === second[1].join(' ') && second[0] === first[1].join(' ')) {
      return `${first[1].join(' ')} | ${second[1].join(' ')}`;
    }
  }
  return [...byDropped]
    .map(([dropped, nodes]) => `${nodes.join(' ')} ${nodes.length === 1 ? 'does' : 'do'} not hear ${dropped}`)
    .join('; ');
}

/** n2 before n10: shorter names first, and those of one length by their letters. */
function byName(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
