/** Simpler plans are plans: shorter, with a node less, with round times. */

import test from 'ava';
import type { RunPlan } from '../../../harness/plan/run-plan.js';
import { plannedTest } from '../../../harness/run/run-test.js';
import { rounded, sooner, withoutNode } from '../../../harness/search/simpler.js';

const name = (src: string, dest: string) => ({ src, dest, type: 'gossip', nth: 1 });

const PLAN: RunPlan = {
  options: { workload: 'broadcast', nodes: ['n1', 'n2', 'n3'], concurrency: '4', 'time-limit': 8, seed: 1 },
  operations: [
    { at: 0.123, worker: 0, f: 'broadcast', value: 0 },
    { at: 1.5, worker: 1, f: 'read', value: null },
    { at: 5, worker: 3, f: 'broadcast', value: 1 },
  ],
  faults: [
    { at: 0.51, do: 'partition n1,n2 -> n3' },
    { at: 1, do: 'kill n2' },
    { at: 2, do: 'partition n1,n2 | n3' },
    { at: 7, do: 'heal' },
  ],
  exceptions: [
    { message: name('n1', 'n3'), fate: { delay: 123_456_789 } },
    { message: name('n1', 'n2'), fate: { lost: true } },
  ],
};

test('a load that ends sooner has no operation and no fault behind its end', (t) => {
  const shorter = sooner(PLAN);
  t.deepEqual(
    shorter.map(({ options }) => options['time-limit']),
    [4, 6, 7],
  );
  t.deepEqual(
    shorter.map(({ operations, faults }) => [operations.length, faults.length]),
    [
      [2, 3],
      [3, 3],
      [3, 3],
    ],
  );
});

test('a node leaves with its workers, its faults and its messages', (t) => {
  const [, withoutN2] = withoutNode(PLAN);
  t.deepEqual(withoutN2?.options.nodes, ['n1', 'n3']);
  t.is(withoutN2?.options.concurrency, '2n');
  // Worker 0 of the first row is the first node's; worker 3, of the second row, too.
  t.deepEqual(
    withoutN2?.operations.map(({ worker, value }) => [worker, value]),
    [
      [0, 0],
      [2, 1],
    ],
  );
  t.deepEqual(
    withoutN2?.faults.map((fault) => fault.do),
    ['partition n1 -> n3', 'partition n1 | n3', 'heal'],
  );
  t.deepEqual(
    withoutN2?.exceptions.map(({ message }) => message.dest),
    ['n3'],
  );
  for (const plan of withoutNode(PLAN)) t.notThrows(() => plannedTest(plan));
});

test('the last node stays', (t) => {
  t.deepEqual(withoutNode({ ...PLAN, options: { workload: 'echo', nodes: ['n1'] } }), []);
});

test('times become round, and a plan that is round has no rounder one', (t) => {
  const [faults] = rounded(PLAN);
  t.is(faults?.faults[0]?.at, 0.5);
  let plan: RunPlan | undefined = PLAN;
  let last = PLAN;
  for (let i = 0; i < 10 && plan !== undefined; i++) {
    last = plan;
    [plan] = rounded(plan);
  }
  t.deepEqual(rounded(last), []);
  t.is(last.exceptions[0]?.fate.delay, 120_000_000);
});
