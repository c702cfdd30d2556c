/** Eddy's own sets and counters under everything that a network and a nemesis can do to them. */

import test from 'ava';
import type { TestInput } from '../../harness/options/schema.js';
import { runTest } from '../../harness/run/run-test.js';

const CLUSTERS: Readonly<Record<string, TestInput>> = {
  'partitions and loss': { nemesis: ['partition'], 'nemesis-interval': 2, loss: 0.1, latency: 20 },
  'kills, and messages that come twice': {
    nemesis: ['kill', 'partition'],
    'nemesis-interval': 2,
    duplication: 0.2,
    latency: 50,
    'latency-dist': 'exponential',
  },
};

for (const workload of ['g-set', 'g-counter', 'pn-counter'] as const) {
  for (const [faults, input] of Object.entries(CLUSTERS)) {
    test(`${workload}: right in the end through ${faults}`, async (t) => {
      for (const seed of [1, 2, 3]) {
        const { results } = await runTest(
          { workload, runtime: 'sim', seed, rate: 20, 'time-limit': 15, ...input },
          { store: false },
        );
        t.true(results.valid, JSON.stringify({ seed, ...results.workload }));
        t.true(results.recovery?.agreed);
      }
    });
  }

  test(`${workload}: takes fewer than three messages an operation without faults`, async (t) => {
    const { results } = await runTest(
      { workload, runtime: 'sim', seed: 1, rate: 20, 'time-limit': 15, latency: 10 },
      { store: false },
    );
    t.true(results.valid);
    const { 'msgs-per-op': cost } = results.net['servers'] as { readonly 'msgs-per-op': number };
    t.true(cost < 3, String(cost));
  });
}

test('nodes that show the same sum although each lacks another add are given more time', async (t) => {
  const { results } = await runTest(
    {
      workload: 'g-counter',
      runtime: 'sim',
      seed: 242,
      rate: 20,
      'time-limit': 20,
      nemesis: ['partition'],
      'nemesis-interval': 3,
      loss: 0.2,
      latency: 50,
      'latency-dist': 'exponential',
    },
    { store: false },
  );
  t.true(results.valid, JSON.stringify(results.workload));
});

test('pn-counter: a process that is killed and restarted forgets nothing that it has acknowledged', async (t) => {
  const { results } = await runTest(
    {
      workload: 'pn-counter',
      nodes: ['n1', 'n2'],
      seed: 1,
      rate: 50,
      'time-limit': 1,
      faults: [
        { at: 0.4, do: 'kill all' },
        { at: 0.5, do: 'restart all' },
      ],
    },
    { store: false },
  );
  t.true(results.workload.valid, JSON.stringify(results));
});
