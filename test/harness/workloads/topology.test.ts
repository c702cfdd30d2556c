/** Topologies, in Maelstrom's shapes and its order of neighbours. */

import test from 'ava';
import * as fc from 'fast-check';
import { topology, TOPOLOGIES, type TopologyName } from '../../../harness/workloads/index.js';

function nodes(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `n${i + 1}`);
}

/** `n1: n2 n3` for each node. */
function shown(name: TopologyName, count: number): string[] {
  return Object.entries(topology(name, nodes(count))).map(([node, of]) => `${node}: ${of.join(' ')}`);
}

for (const [name, count, expected] of [
  ['grid', 1, ['n1: ']],
  ['grid', 2, ['n1: n2', 'n2: n1']],
  ['grid', 5, ['n1: n4 n2', 'n2: n5 n3 n1', 'n3: n2', 'n4: n1 n5', 'n5: n2 n4']],
  [
    'grid',
    9,
    [
      'n1: n4 n2',
      'n2: n5 n3 n1',
      'n3: n6 n2',
      'n4: n7 n1 n5',
      'n5: n8 n2 n6 n4',
      'n6: n9 n3 n5',
      'n7: n4 n8',
      'n8: n5 n9 n7',
      'n9: n6 n8',
    ],
  ],
  ['line', 1, []],
  ['line', 2, ['n1: n2', 'n2: n1']],
  ['line', 4, ['n1: n2', 'n2: n1 n3', 'n3: n2 n4', 'n4: n3']],
  ['tree', 1, ['n1: ']],
  ['tree', 6, ['n1: n2 n3', 'n2: n1 n4 n5', 'n3: n1 n6', 'n4: n2', 'n5: n2', 'n6: n3']],
  ['tree3', 6, ['n1: n2 n3 n4', 'n2: n1 n5 n6', 'n3: n1', 'n4: n1', 'n5: n2', 'n6: n2']],
  ['tree4', 7, ['n1: n2 n3 n4 n5', 'n2: n1 n6 n7', 'n3: n1', 'n4: n1', 'n5: n1', 'n6: n2', 'n7: n2']],
  ['total', 1, ['n1: ']],
  ['total', 3, ['n1: n2 n3', 'n2: n1 n3', 'n3: n1 n2']],
] as const) {
  test(`${name} of ${count}`, (t) => {
    t.deepEqual(shown(name, count), [...expected]);
  });
}

test('tree is tree2', (t) => {
  for (const count of [1, 2, 7, 25]) t.deepEqual(shown('tree', count), shown('tree2', count));
});

const named = fc.constantFrom(...TOPOLOGIES);
const size = fc.integer({ min: 2, max: 60 });

test('neighbours know each other, nobody is his own neighbour, nobody is named twice', (t) => {
  fc.assert(
    fc.property(named, size, (name, count) => {
      const map = topology(name, nodes(count));
      t.deepEqual(Object.keys(map), nodes(count));
      for (const [node, neighbours] of Object.entries(map)) {
        t.is(new Set(neighbours).size, neighbours.length);
        t.false(neighbours.includes(node));
        for (const neighbour of neighbours) t.true(map[neighbour]?.includes(node));
      }
    }),
  );
});

test('every node can be reached from every other', (t) => {
  fc.assert(
    fc.property(named, size, (name, count) => {
      const map = topology(name, nodes(count));
      const reached = new Set(['n1']);
      for (const node of reached) for (const neighbour of map[node] ?? []) reached.add(neighbour);
      t.is(reached.size, count);
    }),
  );
});
