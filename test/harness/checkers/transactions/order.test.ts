/** The order that processes and the clock impose: the edges that are kept say the same as all of them. */

import test from 'ava';
import * as fc from 'fast-check';
import type { History } from '../../../../harness/operations/history.js';
import { at, EVERY_KIND, type Graph, GraphBuilder } from '../../../../harness/checkers/transactions/graph.js';
import {
  addProcessOrder,
  addRealtimeOrder,
  completedBefore,
} from '../../../../harness/checkers/transactions/order.js';
import { PathFinder } from '../../../../harness/checkers/transactions/paths.js';
import { readTransactions, type Transaction } from '../../../../harness/checkers/transactions/transaction.js';
import { execute, serial } from './executor.js';

function ordered(history: History, add: typeof addRealtimeOrder): { all: Transaction[]; graph: Graph } {
  const all = readTransactions(history, 'w');
  const builder = new GraphBuilder(all.length);
  add(all, builder);
  return { all, graph: builder.build() };
}

const runs = fc
  .record({ seed: fc.nat(1e6), processes: fc.integer({ min: 1, max: 6 }) })
  .map(({ seed, processes }) =>
    execute({
      seed,
      processes,
      write: 'w',
      store: (random) => serial(random, 0.15),
      count: 20,
      unknown: 0.2,
    }),
  );

test('one leads to another in real time if and only if it completed before that was invoked', (t) => {
  fc.assert(
    fc.property(runs, (history) => {
      const { all, graph } = ordered(history, addRealtimeOrder);
      const paths = new PathFinder(graph, { left: Infinity });
      for (const from of all) {
        for (const to of all) {
          const before = completedBefore(from, to) && to.type !== 'fail';
          t.is(paths.path(from.id, to.id, EVERY_KIND) !== undefined, before);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('no edge follows from two others, so there are at most as many for each as there are processes', (t) => {
  fc.assert(
    fc.property(runs, (history) => {
      const { all, graph } = ordered(history, addRealtimeOrder);
      for (let v = 0; v < graph.size; v++) {
        for (let e = at(graph.offsets, v); e < at(graph.offsets, v + 1); e++) {
          const to = all[at(graph.targets, e)] as Transaction;
          const between = all.filter(
            (each) => completedBefore(all[v] as Transaction, each) && completedBefore(each, to),
          );
          t.deepEqual(
            between.map(({ id }) => id),
            [],
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('each process leads from one of its successes to the next', (t) => {
  fc.assert(
    fc.property(runs, (history) => {
      const { all, graph } = ordered(history, addProcessOrder);
      for (const from of all) {
        const next = all.find(
          ({ id, type, process }) => id > from.id && type === 'ok' && process === from.process,
        );
        const targets = Array.from(
          graph.targets.subarray(at(graph.offsets, from.id), at(graph.offsets, from.id + 1)),
        );
        t.deepEqual(targets, from.type === 'ok' && next !== undefined ? [next.id] : []);
      }
    }),
    { numRuns: 60 },
  );
});
