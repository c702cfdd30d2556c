/** What the demonstration runs, and under which options. */

import test from 'ava';
import { performances } from '../../../harness/run/demo.js';
import { checkedTest } from '../../../harness/run/run-test.js';
import { WORKLOADS } from '../../../harness/workloads/index.js';

test('every workload runs in every runtime, under partitions', (t) => {
  const all = performances({});
  t.deepEqual(
    all.map(({ workload, runtime }) => `${workload} ${runtime}`),
    WORKLOADS.flatMap(({ name }) => ['process', 'worker', 'sim'].map((runtime) => `${name} ${runtime}`)),
  );
  t.true(all.every(({ input }) => input.nemesis?.includes('partition')));
  t.true(
    all.every(({ workload, runtime, input }) => input.workload === workload && input.runtime === runtime),
  );
});

test('the options make sense for each workload, with any number of nodes', (t) => {
  for (const count of [1, 3, 5])
    for (const { input } of performances({ 'node-count': count })) t.notThrows(() => checkedTest(input));
});

test('what is given stands over the defaults of the demonstration and under what it settles, as with Maelstrom', (t) => {
  const [ids] = performances({
    workload: 'unique-ids',
    rate: 7,
    'time-limit': 3,
    nemesis: [],
    availability: 0.5,
  });
  t.like(ids?.input, {
    rate: 1000,
    'time-limit': 3,
    nemesis: ['partition'],
    availability: 'total',
    'nemesis-interval': 2,
  });
  const [echo] = performances({ workload: 'echo', rate: 7 });
  t.like(echo?.input, { rate: 7, 'time-limit': 10 });
});

test('a workload or a runtime that is given is the only one', (t) => {
  t.is(performances({ workload: 'echo' }).length, 3);
  t.is(performances({ workload: 'echo', runtime: 'sim' }).length, 1);
  t.is(performances({ runtime: 'worker' }).length, WORKLOADS.length);
});
