/** The search for cycles against all cycles there are, in graphs small enough to list them. */

import test from 'ava';
import * as fc from 'fast-check';
import { cycleAnomalies } from '../../../../harness/checkers/transactions/cycle-anomalies.js';
import { typeOfCycle } from '../../../../harness/checkers/transactions/cycle-types.js';
import {
  type Graph,
  GraphBuilder,
  kindsBetween,
  PROCESS,
  REALTIME,
  RW,
  WR,
  WW,
} from '../../../../harness/checkers/transactions/graph.js';
import { implied } from '../../../../harness/checkers/transactions/models.js';

type Edge = readonly [from: number, to: number, kind: number];

const SIZE = 6;
const PRIORITY = [WW, WR, RW];

function build(edges: readonly Edge[], size = SIZE): Graph {
  const builder = new GraphBuilder(size);
  for (const [from, to, kind] of edges) builder.add(from, to, kind);
  return builder.build();
}

/** The labels of every cycle that passes no vertex twice. */
function simpleCycles(graph: Graph): number[][] {
  const found: number[][] = [];
  const walk = (path: readonly number[], labels: readonly number[]): void => {
    const [start = 0] = path;
    const last = path.at(-1) ?? start;
    for (let next = start; next < graph.size; next++) {
      const label = kindsBetween(graph, last, next);
      if (label === 0) continue;
      if (next === start) found.push([...labels, label]);
      else if (!path.includes(next)) walk([...path, next], [...labels, label]);
    }
  };
  for (let start = 0; start < graph.size; start++) walk([start], []);
  return found;
}

function single(edges: readonly Edge[]): Edge[] {
  return edges.filter(([from, to], i) => edges.findIndex(([a, b]) => a === from && b === to) === i);
}

const edges = fc
  .array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.constantFrom(WW, WR, RW, RW, PROCESS, REALTIME)), {
    maxLength: 16,
  })
  .map(single);

test('the type of every cycle is found, or something that implies it, and nothing is made up', (t) => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(edges, (all) => {
      const graph = build(all);
      const { cycles, abandoned } = cycleAnomalies(graph, PRIORITY);
      t.deepEqual(abandoned, []);
      const known = implied(cycles.map(({ type }) => type));
      for (const labels of simpleCycles(graph)) t.true(known.has(typeOfCycle(labels)));
      for (const { type, vertices, labels } of cycles) {
        seen.add(type);
        t.is(vertices[0], vertices.at(-1));
        t.deepEqual(
          labels,
          vertices.slice(1).map((to, i) => kindsBetween(graph, vertices[i] as number, to)),
        );
        t.is(typeOfCycle(labels), type);
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
  t.is(seen.size, 15, [...seen].join(' '));
});

test('each component shows what it has: one of a type each', (t) => {
  const pair = (a: number, b: number, kind: number): Edge[] => [
    [a, b, kind],
    [b, a, WW],
  ];
  const graph = build([...pair(0, 1, WW), ...pair(2, 3, WW), ...pair(4, 5, RW), [1, 2, WW]]);
  t.deepEqual(
    cycleAnomalies(graph, PRIORITY)
      .cycles.map(({ type }) => type)
      .toSorted(),
    ['G-single-item', 'G0', 'G0'],
  );
});

test('the shortest of several cycles is shown', (t) => {
  const ring: Edge[] = Array.from({ length: 5 }, (_, v) => [v, (v + 1) % 5, WW]);
  t.deepEqual(cycleAnomalies(build([...ring, [3, 2, WW]]), PRIORITY).cycles[0]?.vertices.length, 3);
});

test('what was given up is told, and whatever was found without it', (t) => {
  const ring: Edge[] = Array.from({ length: 5 }, (_, v) => [v, (v + 1) % 5, v === 0 ? RW : WW]);
  const { cycles, abandoned, existing } = cycleAnomalies(build(ring), PRIORITY, { left: 2 });
  t.deepEqual(cycles, []);
  t.deepEqual(
    abandoned.map(({ type, size }) => [type, size]),
    [
      ['G-single-item', 5],
      ['G-nonadjacent-item', 5],
      ['G2-item', 5],
    ],
  );
  // Whether a graph has a cycle takes no search.
  t.deepEqual(
    existing.map(({ type }) => type),
    ['PL-SI-cycle-exists', 'PL-2.99-cycle-exists'],
  );
});

test('a pair of several kinds has the first of the priority, and the graphs that it is in tell of the others', (t) => {
  const graph = build([
    [0, 1, WW],
    [0, 1, WR],
    [1, 0, WW],
    [1, 0, WR],
  ]);
  t.deepEqual(
    cycleAnomalies(graph, [WW, WR, RW]).cycles.map(({ type }) => type),
    ['G0'],
  );
  const registers = cycleAnomalies(graph, [WR, WW, RW]);
  t.deepEqual(
    registers.cycles.map(({ type }) => type),
    ['G1c'],
  );
  t.deepEqual(registers.existing, [
    { type: 'PL-1-cycle-exists', not: 'read-uncommitted', subgraph: ['ww'], vertices: [0, 1] },
  ]);
});

for (const [labels, type] of [
  [[WW, WW], 'G0'],
  [[WW, WR], 'G1c'],
  [[RW, WR], 'G-single-item'],
  [[RW, WR, RW, WW], 'G-nonadjacent-item'],
  [[RW, RW], 'G2-item'],
  [[RW, WW, RW], 'G2-item'],
  [[WR, RW, RW], 'G2-item'],
  [[WW, PROCESS], 'G0-process'],
  [[WR, PROCESS, REALTIME], 'G1c-realtime'],
  [[RW, REALTIME, RW, PROCESS], 'G-nonadjacent-item-realtime'],
] as const) {
  test(`a cycle of ${labels.join(', ')} is ${type}`, (t) => {
    t.is(typeOfCycle(labels), type);
  });
}
