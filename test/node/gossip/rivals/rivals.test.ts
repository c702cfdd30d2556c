/** The programs that ours is compared with: each is a sound broadcast, and costs what its kind costs. */

import test from 'ava';
import { runTest, type TestInput } from '../../../../harness/index.js';

const CLUSTER: TestInput = {
  workload: 'broadcast',
  runtime: 'sim',
  seed: 3,
  'node-count': 8,
  'time-limit': 5,
  rate: 40,
  latency: 20,
};

async function perOp(program: string, input: TestInput = {}): Promise<number> {
  const bin = new URL(`../../../../node/programs/${program}.js`, import.meta.url).pathname;
  const run = await runTest({ ...CLUSTER, bin, ...input });
  if (run.results.valid !== true) throw new Error(JSON.stringify(run.results.workload));
  return run.results.net.servers?.['msgs-per-op'] ?? NaN;
}

for (const program of ['broadcast-flood', 'broadcast-star', 'broadcast-random', 'broadcast-plumtree']) {
  test.serial(`${program} loses nothing under partitions and loss`, async (t) => {
    const faults: TestInput = {
      nemesis: ['partition'],
      'nemesis-interval': 1.5,
      loss: 0.05,
      duplication: 0.05,
    };
    await t.notThrowsAsync(perOp(program, faults));
  });
}

test.serial(
  'flooding costs a message and an acknowledgement for each value and link, less those it came by',
  async (t) => {
    // A line of 8 nodes: 7 messages and as many acknowledgements for each value, half of the operations.
    const cost = await perOp('broadcast-flood', { topology: 'line' });
    t.true(cost > 6 && cost < 8, String(cost));
  },
);

test.serial('a star with acknowledgements costs twice what one without does', async (t) => {
  const configure = { fanout: 1, gossip_interval_ms: 0 };
  const acked = await perOp('broadcast-star', { configure });
  const ours = await perOp('broadcast', { configure });
  t.true(acked > 1.7 * ours && acked < 2.3 * ours, `${acked} against ${ours}`);
});

test.serial('random push spreads with its fanout', async (t) => {
  const costs = [];
  for (const fanout of [1, 3])
    costs.push(await perOp('broadcast-random', { configure: { fanout, gossip_interval_ms: 100 } }));
  t.true((costs[1] as number) > 1.3 * (costs[0] as number), costs.join());
});

test.serial('ours costs less than each of them at the same window', async (t) => {
  const configure = { fanout: 1, gossip_interval_ms: 200 };
  const ours = await perOp('broadcast', { configure });
  for (const rival of ['flood', 'star', 'random', 'plumtree'])
    t.true(ours < (await perOp(`broadcast-${rival}`, { configure })), rival);
});
