/** The choice of a delegate: alone, and by all nodes of a cluster whose links are any graph. */

import test from 'ava';
import * as fc from 'fast-check';
import { Peer } from '../../../node/gossip/peer.js';
import { chooseDelegate, firstChoice } from '../../../node/gossip/tree.js';

const FIRST: readonly (readonly [rank: number, fanout: number, size: number, first: number | undefined])[] = [
  // A star.
  [0, 1, 5, undefined],
  [1, 1, 5, 0],
  [4, 1, 5, 0],
  // Two relays, n1 and n2, that share the rest.
  [0, 2, 7, undefined],
  [1, 2, 7, 0],
  [2, 2, 7, 0],
  [3, 2, 7, 1],
  [4, 2, 7, 2],
  [5, 2, 7, 1],
  [6, 2, 7, 2],
  // As many relays as can have something to relay to.
  [4, 3, 5, 1],
  // Everyone to everyone: what does not come directly goes along a star.
  [4, 4, 5, 0],
  [4, 100, 5, 0],
  [0, 1, 1, undefined],
  [1, 1, 2, 0],
];

for (const [rank, fanout, size, first] of FIRST) {
  test(`of ${size} nodes with a fanout of ${fanout}, rank ${rank} prefers ${first ?? 'nobody'}`, (t) => {
    t.is(firstChoice(rank, fanout, size), first);
  });
}

/** A peer as another node sees it: silent so far, or with its path to its root. */
function peer(rank: number, path?: readonly number[], suspected = false, heardAtMs = 200): Peer {
  const one = new Peer(`n${rank}`, rank);
  const names = path?.map((each) => `n${each}`);
  if (names !== undefined) one.standing.report(names, false, heardAtMs);
  if (suspected) one.suspect(100);
  one.link.heard(0, heardAtMs);
  return one;
}

function chosenBy(rank: number, fanout: number, size: number, peers: readonly Peer[]): number | undefined {
  const self = { id: `n${rank}`, rank };
  const all = new Map(Array.from({ length: size }, (_, other) => [`n${other}`, peer(other)]));
  for (const each of peers) all.set(each.id, each);
  return chooseDelegate(self, peers, firstChoice(rank, fanout, size), all)?.rank;
}

const CHOICES: readonly (readonly [
  title: string,
  rank: number,
  peers: readonly Peer[],
  chosen: number | undefined,
])[] = [
  ['the lowest rank has none', 0, [peer(1, []), peer(2, [])], undefined],
  ['in a star it is the root', 3, [peer(0, []), peer(1, [0]), peer(2, [0])], 0],
  ['a peer that is suspected is passed over', 3, [peer(0, [], true), peer(1, []), peer(2, [1])], 1],
  ['who is joined to no lower root is one', 1, [peer(0, [], true), peer(2, [])], undefined],
  ['a way through a higher rank is taken to a lower root', 1, [peer(0, [], true), peer(2, [0])], 2],
  ['a way that leads through the node itself is none', 2, [peer(0, [], true), peer(1, [2, 0])], undefined],
  ['the lower root counts for more than the lower peer', 3, [peer(1, []), peer(2, [0])], 2],
  ['among ways to one root the preferred peer counts', 3, [peer(1, [0]), peer(2, [0])], 1],
  [
    'the shorter way counts for more than the lower peer',
    3,
    [peer(0, [], true), peer(1, [2, 0]), peer(2, [0])],
    2,
  ],
  ['a root that is higher than the node is no reason to follow', 1, [peer(2, []), peer(3, [2])], undefined],
  ['nobody to choose from', 2, [], undefined],
  [
    'a way over a suspect that was told before the suspicion proves nothing',
    3,
    [peer(0, [], true), peer(1, []), peer(2, [0], false, 100)],
    1,
  ],
  [
    'a way over a suspect that was told after the suspicion is one',
    3,
    [peer(0, [], true), peer(1, []), peer(2, [0], false, 101)],
    2,
  ],
  [
    'whose way proves nothing may still be a root below this node',
    3,
    [peer(0, [], true), peer(2, [0], false, 100)],
    2,
  ],
];

for (const [title, rank, peers, chosen] of CHOICES) {
  test(`the delegate: ${title}`, (t) => {
    t.is(chosenBy(rank, 1, 5, peers), chosen);
  });
}

test('under relays the own relay is preferred to the root, and to other relays', (t) => {
  t.is(chosenBy(4, 2, 7, [peer(0, []), peer(1, [0]), peer(2, [0])]), 2);
  t.is(chosenBy(4, 2, 7, [peer(0, []), peer(1, [0]), peer(2, [0], true)]), 0);
  t.is(chosenBy(4, 2, 7, [peer(0, [], true), peer(1, [0]), peer(2, [0], true), peer(3, [1, 0])]), 1);
});

interface Graph {
  readonly size: number;
  readonly fanout: number;
  readonly isLinked: (a: number, b: number) => boolean;
  /** The order in which nodes choose, in each round. */
  readonly order: readonly number[];
}

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .record({
      fanout: fc.integer({ min: 1, max: size }),
      links: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: size * size, size: 'max' }),
      order: fc.shuffledSubarray(
        Array.from({ length: size }, (_, rank) => rank),
        { minLength: size, maxLength: size },
      ),
    })
    .map(({ fanout, links, order }) => {
      const linked = new Set(links.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
      return { size, fanout, order, isLinked: (a: number, b: number) => linked.has(`${a} ${b}`) };
    }),
);

/** The way from a node to its root along the delegates; fails on a loop. */
function wayOf(rank: number, delegates: ReadonlyMap<number, number>): readonly number[] {
  const way: number[] = [];
  for (let at = delegates.get(rank); at !== undefined; at = delegates.get(at)) {
    if (at === rank || way.includes(at)) throw new Error(`a loop: ${rank}, ${way.join(', ')}, ${at}`);
    way.push(at);
  }
  return way;
}

/** Lets the nodes choose in turn, each knowing the true ways of the peers that it is linked to, until nothing changes. */
function settled({ size, fanout, isLinked, order }: Graph): ReadonlyMap<number, number> {
  const delegates = new Map<number, number>();
  for (let round = 0; round < 5 * size; round++) {
    let changed = false;
    for (const rank of order) {
      const others = order.filter((other) => other !== rank);
      const peers = others.map((other) => peer(other, wayOf(other, delegates), !isLinked(rank, other)));
      const chosen = chosenBy(rank, fanout, size, peers);
      changed ||= chosen !== delegates.get(rank);
      if (chosen === undefined) delegates.delete(rank);
      else delegates.set(rank, chosen);
    }
    if (!changed) return delegates;
  }
  throw new Error('the choices never settle');
}

function lowestJoinedTo(rank: number, { order, isLinked }: Graph): number {
  const joined = new Set([rank]);
  for (const near of joined) for (const other of order) if (isLinked(near, other)) joined.add(other);
  return Math.min(...joined);
}

test('whatever links there are, the choices settle in one tree for each part, under its lowest rank', (t) => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const delegates = settled(graph);
      for (const rank of graph.order) {
        t.is(wayOf(rank, delegates).at(-1) ?? rank, lowestJoinedTo(rank, graph));
        const delegate = delegates.get(rank);
        if (delegate !== undefined) t.true(graph.isLinked(rank, delegate));
      }
    }),
    { numRuns: 500 },
  );
});
