/** What each kind of partition cuts, in clusters of 1 to 7 and of 25 nodes, over many seeds. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import {
  complete,
  type Grudge,
  grudgeOf,
  kindsThatCut,
  MAELSTROM_PARTITION_KINDS,
  oneWay,
  PARTITION_KINDS,
  type PartitionKind,
} from '../../../router/index.js';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 25];
const SEEDS = 40;

function nodesOf(n: number): readonly string[] {
  return Array.from({ length: n }, (_, i) => `n${i}`);
}

/** One grudge of this kind for each seed. */
function grudges(kind: PartitionKind, n: number): readonly Grudge[] {
  return Array.from({ length: SEEDS }, (_, seed) => grudgeOf(kind, nodesOf(n), new Random(seed)));
}

function dropped(grudge: Grudge, node: string): ReadonlySet<string> {
  return grudge.get(node) ?? new Set();
}

function heard(grudge: Grudge, node: string, n: number): readonly string[] {
  return nodesOf(n).filter((other) => !dropped(grudge, node).has(other));
}

function isSymmetric(grudge: Grudge): boolean {
  return [...grudge].every(([dest, sources]) => [...sources].every((src) => dropped(grudge, src).has(dest)));
}

/** Sizes of the groups of nodes that hear exactly the same ones, themselves among them; undefined for other cuts. */
function groupSizes(grudge: Grudge, n: number): readonly number[] | undefined {
  const groups = new Map<string, string[]>();
  for (const node of nodesOf(n)) {
    const key = heard(grudge, node, n).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  if ([...groups].some(([key, group]) => key !== group.join(' '))) return undefined;
  return [...groups.values()].map((group) => group.length).toSorted((a, b) => a - b);
}

for (const n of SIZES) {
  for (const kind of PARTITION_KINDS) {
    test(`${kind} of ${n}: nobody is deaf to itself or to strangers, and nobody is named without need`, (t) => {
      const wrong = grudges(kind, n)
        .flatMap((grudge) => [...grudge])
        .filter(
          ([node, sources]) =>
            sources.has(node) ||
            sources.size === 0 ||
            ![node, ...sources].every((each) => nodesOf(n).includes(each)),
        );
      t.deepEqual(wrong, []);
    });

    test(`${kind} of ${n}: the same seed cuts the same`, (t) => {
      t.deepEqual(grudges(kind, n), grudges(kind, n));
    });
  }

  test(`one of ${n}: a single node and the rest do not hear each other`, (t) => {
    for (const grudge of grudges('one', n)) t.deepEqual(groupSizes(grudge, n), n === 1 ? [1] : [1, n - 1]);
  });

  test(`majority of ${n}: the smaller half and the rest do not hear each other`, (t) => {
    const half = Math.floor(n / 2);
    for (const grudge of grudges('majority', n))
      t.deepEqual(groupSizes(grudge, n), half === 0 ? [n] : [half, n - half]);
  });

  test(`minority-third of ${n}: less than a third is cut off${n <= 3 ? ', which is nobody' : ''}`, (t) => {
    const third = Math.floor((n - 1) / 3);
    for (const grudge of grudges('minority-third', n)) {
      if (n <= 3) t.is(grudge.size, 0);
      t.deepEqual(groupSizes(grudge, n), third === 0 ? [n] : [third, n - third]);
    }
  });

  test(`majorities-ring of ${n}: everybody hears a majority`, (t) => {
    const majority = Math.floor(n / 2) + 1;
    for (const grudge of grudges('majorities-ring', n)) {
      for (const node of nodesOf(n)) {
        const count = heard(grudge, node, n).length;
        if (n <= 5) t.is(count, majority);
        else t.true(count >= majority);
      }
      if (n <= 2) t.is(grudge.size, 0);
    }
  });

  test(`one-way of ${n}: half of the nodes are deaf to all others, who hear everybody`, (t) => {
    const half = Math.floor(n / 2);
    for (const grudge of grudges('one-way', n)) {
      t.is(grudge.size, half);
      const deaf = [...grudge.keys()];
      const others = nodesOf(n).filter((node) => !grudge.has(node));
      for (const node of deaf) t.deepEqual([...dropped(grudge, node)].toSorted(), others.toSorted());
    }
  });
}

for (const n of SIZES) {
  test(`bridge of ${n}: two halves that do not hear each other, joined by one node that hears all`, (t) => {
    for (const grudge of grudges('bridge', n)) {
      t.true(isSymmetric(grudge));
      const sizes = nodesOf(n).map((node) => dropped(grudge, node).size);
      const left = Math.floor(n / 2);
      const right = n - left - 1;
      const bridges = sizes.filter((size) => size === 0).length;
      if (right <= 0 || left === 0) t.is(bridges, n);
      else {
        t.is(bridges, 1);
        t.is(sizes.filter((size) => size === right).length, left + (left === right ? right : 0));
        t.is(
          sizes.reduce((a, b) => a + b, 0),
          2 * left * right,
        );
      }
    }
  });
}

test('for some seed each of five is the bridge', (t) => {
  const bridges = grudges('bridge', 5).map((grudge) => nodesOf(5).find((node) => !grudge.has(node)));
  t.deepEqual([...new Set(bridges)].toSorted(), nodesOf(5));
});

test('all of Maelstrom’s kinds cut both ways, save the ring of three', (t) => {
  t.deepEqual(MAELSTROM_PARTITION_KINDS, ['one', 'majority', 'minority-third', 'majorities-ring']);
  for (const kind of MAELSTROM_PARTITION_KINDS) {
    for (const n of SIZES) {
      if (kind === 'majorities-ring' && n === 3) continue;
      for (const grudge of grudges(kind, n)) t.true(isSymmetric(grudge), `${kind} of ${n}`);
    }
  }
});

test('the ring of three is a cycle in one direction: each hears one other, and no two hear each other', (t) => {
  for (const grudge of grudges('majorities-ring', 3)) {
    t.is(grudge.size, 3);
    t.false(isSymmetric(grudge));
    const muted = [...grudge.values()].map((sources) => [...sources]);
    t.true(muted.every((sources) => sources.length === 1));
    t.deepEqual(muted.flat().toSorted(), ['n0', 'n1', 'n2']);
  }
});

test('no two nodes of a ring of five hear the same majority', (t) => {
  for (const grudge of grudges('majorities-ring', 5)) {
    t.is(new Set(nodesOf(5).map((node) => heard(grudge, node, 5).join(' '))).size, 5);
  }
});

test('for some seed each of five is the lonely one, and each pair the smaller half', (t) => {
  const lonely = grudges('one', 5).map(
    (grudge) => [...grudge].find(([, sources]) => sources.size === 4)?.[0],
  );
  t.deepEqual([...new Set(lonely.filter((node) => node !== undefined))].toSorted(), nodesOf(5));
  const halves = grudges('majority', 5).map((grudge) =>
    nodesOf(5)
      .filter((node) => dropped(grudge, node).size === 3)
      .join(),
  );
  t.is(new Set(halves).size, 10);
});

test('groups by hand do not hear each other, and nodes in no group hear all and are heard', (t) => {
  const grudge = complete([['n1', 'n2'], ['n3'], ['n4']]);
  t.deepEqual(
    [...grudge].map(([node, sources]) => [node, [...sources]]),
    [
      ['n1', ['n3', 'n4']],
      ['n2', ['n3', 'n4']],
      ['n3', ['n1', 'n2', 'n4']],
      ['n4', ['n1', 'n2', 'n3']],
    ],
  );
});

test('one group, or a second one that is empty, cuts nothing', (t) => {
  t.is(complete([['n1', 'n2']]).size, 0);
  t.is(complete([['n1', 'n2'], []]).size, 0);
});

test('a one-way cut by hand is as long as it was asked for, and never cuts a node off from itself', (t) => {
  t.deepEqual(
    [...oneWay(['n1'], ['n2', 'n3'])],
    [
      ['n2', new Set(['n1'])],
      ['n3', new Set(['n1'])],
    ],
  );
  t.deepEqual([...oneWay([], ['n2'])], []);
  t.deepEqual([...oneWay(['n1', 'n2', 'n3'], ['n2'])], [['n2', new Set(['n1', 'n3'])]]);
  t.deepEqual([...oneWay(['n1'], ['n1'])], []);
});

test('the kinds that cut among so many nodes are those whose grudges are never empty', (t) => {
  for (let n = 1; n <= 12; n++) {
    const able = PARTITION_KINDS.filter((kind) => grudges(kind, n).every((grudge) => grudge.size > 0));
    t.deepEqual(kindsThatCut(n), able, `${n} nodes`);
    const sometimes = PARTITION_KINDS.filter((kind) => grudges(kind, n).some((grudge) => grudge.size > 0));
    t.deepEqual(sometimes, able, `${n} nodes`);
  }
});
