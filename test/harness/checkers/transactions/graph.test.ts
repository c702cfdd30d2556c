/** Dependency graphs, their components and paths, against the plain definitions. */

import test from 'ava';
import * as fc from 'fast-check';
import { components } from '../../../../harness/checkers/transactions/components.js';
import {
  at,
  EVERY_KIND,
  type Graph,
  GraphBuilder,
  induced,
  kindsBetween,
  REALTIME,
  RW,
  WR,
  WW,
} from '../../../../harness/checkers/transactions/graph.js';
import { BudgetSpent, PathFinder } from '../../../../harness/checkers/transactions/paths.js';

type Edge = readonly [from: number, to: number, kind: number];

const SIZE = 6;
const edges = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.constantFrom(WW, WR, RW, REALTIME)), {
  maxLength: 14,
});

function build(list: readonly Edge[], size = SIZE): Graph {
  const builder = new GraphBuilder(size);
  for (const [from, to, kind] of list) builder.add(from, to, kind);
  return builder.build();
}

function list(graph: Graph): Edge[] {
  return Array.from({ length: graph.size }, (_, v) =>
    Array.from({ length: at(graph.offsets, v + 1) - at(graph.offsets, v) }, (_each, i): Edge => {
      const e = at(graph.offsets, v) + i;
      return [v, at(graph.targets, e), at(graph.kinds, e)];
    }),
  ).flat();
}

/** The length of the shortest way between any two, Infinity where there is none; from a vertex to itself at least 1. */
function distances(graph: Graph, mask: number): number[][] {
  const far = Array.from({ length: graph.size }, () => Array.from({ length: graph.size }, () => Infinity));
  const distance = (i: number, j: number): number => far[i]?.[j] ?? Infinity;
  const set = (i: number, j: number, value: number): void => {
    (far[i] as number[])[j] = Math.min(distance(i, j), value);
  };
  for (const [from, to, kinds] of list(graph)) if ((kinds & mask) !== 0) set(from, to, 1);
  for (let k = 0; k < graph.size; k++)
    for (let i = 0; i < graph.size; i++)
      for (let j = 0; j < graph.size; j++) set(i, j, distance(i, k) + distance(k, j));
  return far;
}

test('edges come out by their start, each once with all its kinds, and none to itself', (t) => {
  const graph = build(
    [
      [2, 0, RW],
      [0, 1, WW],
      [1, 1, WW],
      [0, 1, REALTIME],
      [2, 1, WR],
      [0, 1, WW],
    ],
    3,
  );
  t.deepEqual(list(graph), [
    [0, 1, WW | REALTIME],
    [2, 0, RW],
    [2, 1, WR],
  ]);
  t.is(kindsBetween(graph, 0, 1), WW | REALTIME);
  t.is(kindsBetween(graph, 1, 0), 0);
});

test('many edges are kept in their order', (t) => {
  const many: Edge[] = Array.from({ length: 5000 }, (_, i) => [i % 7, 7 + i, WW]);
  t.deepEqual(
    list(build(many, 5007)),
    many.toSorted(([a], [b]) => a - b),
  );
});

test('what is between some vertices keeps its edges, under new numbers', (t) => {
  const graph = build([
    [5, 3, WW],
    [3, 1, WR],
    [1, 5, RW],
    [1, 2, WW],
  ]);
  const numbers = new Int32Array(SIZE);
  t.deepEqual(list(induced(graph, [1, 3, 5], numbers)), [
    [0, 2, RW],
    [1, 0, WR],
    [2, 1, WW],
  ]);
  t.true(numbers.every((number) => number === 0));
});

test('two are in one component if and only if each leads to the other', (t) => {
  fc.assert(
    fc.property(edges, fc.constantFrom(EVERY_KIND, WW, WW | WR), (all, mask) => {
      const graph = build(all);
      const far = distances(graph, mask);
      const { of, cyclic } = components(graph, mask);
      for (let i = 0; i < SIZE; i++) {
        for (let j = 0; j < SIZE; j++) {
          const mutual = i === j || ((far[i]?.[j] ?? 0) < Infinity && (far[j]?.[i] ?? 0) < Infinity);
          t.is(of[i] === of[j], mutual);
        }
      }
      for (const [from, to, kinds] of list(graph)) t.true((kinds & mask) === 0 || at(of, to) <= at(of, from));
      const members = cyclic.flat();
      t.is(new Set(members).size, members.length);
      t.deepEqual(
        members.toSorted((a, b) => a - b),
        Array.from({ length: SIZE }, (_, v) => v).filter((v) => (far[v]?.[v] ?? Infinity) < Infinity),
      );
    }),
    { numRuns: 300 },
  );
});

test('a chain of 200,000 needs no deep call stack', (t) => {
  const size = 200_000;
  const builder = new GraphBuilder(size);
  for (let v = 0; v < size; v++) builder.add(v, (v + 1) % size, WW);
  t.is(components(builder.build(), WW).cyclic[0]?.length, size);
});

test('a path is a shortest one along edges of the mask', (t) => {
  fc.assert(
    fc.property(
      edges,
      fc.nat(SIZE - 1),
      fc.nat(SIZE - 1),
      fc.constantFrom(EVERY_KIND, WW | WR),
      (all, from, to, mask) => {
        const graph = build(all);
        const path = new PathFinder(graph, { left: 1000 }).path(from, to, mask);
        t.is(path === undefined ? Infinity : path.length - 1, distances(graph, mask)[from]?.[to] ?? Infinity);
        if (path === undefined) return;
        t.deepEqual([path[0], path.at(-1)], [from, to]);
        for (let i = 1; i < path.length; i++)
          t.not(kindsBetween(graph, path[i - 1] as number, path[i] as number) & mask, 0);
      },
    ),
    { numRuns: 300 },
  );
});

test('a nonadjacent walk goes round where two rw edges would meet', (t) => {
  const graph = build([
    [0, 1, RW],
    [1, 2, RW],
    [1, 3, WW],
    [3, 4, WW],
    [4, 2, WW],
    [2, 5, RW],
  ]);
  const finder = new PathFinder(graph, { left: 1000 });
  t.deepEqual(finder.path(0, 2, EVERY_KIND), [0, 1, 2]);
  // It comes by an rw edge to where it starts, so it cannot leave by one.
  t.is(finder.path(0, 2, EVERY_KIND, 'nonadjacent'), undefined);
  t.deepEqual(finder.path(1, 2, EVERY_KIND, 'nonadjacent'), [1, 3, 4, 2]);
  t.is(finder.path(3, 5, EVERY_KIND, 'nonadjacent'), undefined);
});

test('a search ends when its budget is spent, and stays within what it may pass through', (t) => {
  const ring: Edge[] = Array.from({ length: 6 }, (_, v) => [v, (v + 1) % 6, WW]);
  const budget = { left: 3 };
  t.throws(() => new PathFinder(build(ring), budget).path(0, 5, WW), { instanceOf: BudgetSpent });
  t.deepEqual(new PathFinder(build(ring), { left: 5 }).path(0, 5, WW), [0, 1, 2, 3, 4, 5]);
  t.is(
    new PathFinder(build(ring), { left: 5 }).path(0, 5, WW, 'free', (v) => v !== 3),
    undefined,
  );
});
