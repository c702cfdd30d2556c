/** Messages per operation and stable latency of our broadcast program, against the window and the shape of its tree. */

import { runTest } from '../harness/index.js';
import type { Benchmark } from './benchmark.js';
import type { Table } from './table.js';

const SEEDS = 20;
const NODES = 25;
const RATE = 100;
const LATENCY_MS = 100;
const SETTINGS = [
  { fanout: NODES - 1, gossip_interval_ms: 0 },
  ...[0, 50, 100, 200, 250, 390, 500, 1000, 1800].map((ms) => ({ fanout: 1, gossip_interval_ms: ms })),
];

export const gossip: Benchmark = {
  name: 'gossip',
  about:
    `${NODES} nodes, ${RATE} operations/s, ${LATENCY_MS} ms latency, 20 s, simulated, ${SEEDS} seeds. The limit is what a star ` +
    'costs whose leaves and hub share one window and which needs no acknowledgements; for everyone to everyone, 12.',

  async run(): Promise<Table> {
    const rows: string[][] = [];
    for (const configure of SETTINGS) {
      const runs = [];
      for (let seed = 1; seed <= SEEDS; seed++) runs.push(await figures(configure, seed));
      const perOp = runs.map((run) => run.perOp).toSorted((a, b) => a - b);
      const median = perOp[Math.floor(SEEDS / 2)] as number;
      const limit = limitOf(configure);
      rows.push([
        String(configure.fanout),
        String(configure.gossip_interval_ms),
        `${median.toFixed(2)} (${perOp[0]?.toFixed(2)}..${perOp.at(-1)?.toFixed(2)})`,
        limit === undefined ? '-' : limit.toFixed(2),
        limit === undefined ? '-' : (median / limit).toFixed(2),
        String(Math.max(...runs.map((run) => run.p50))),
        String(Math.max(...runs.map((run) => run.max))),
        String(runs.reduce((sum, run) => sum + run.lost, 0)),
      ]);
    }
    const columns = [
      'fanout',
      'window ms',
      'msgs/op',
      'limit',
      'ratio',
      'worst p50 ms',
      'worst max ms',
      'lost',
    ];
    return { columns, rows, notes: ['In brackets the best and the worst seed.'] };
  },
};

async function figures(configure: Readonly<Record<string, number>>, seed: number) {
  const run = await runTest(
    {
      workload: 'broadcast',
      runtime: 'sim',
      'node-count': NODES,
      rate: RATE,
      latency: LATENCY_MS,
      'time-limit': 20,
      seed,
      configure,
    },
    { store: false },
  );
  const { workload, net } = run.results;
  const stable = workload['stable-latencies'] as Readonly<Record<string, number>>;
  const servers = net['servers'] as Readonly<Record<string, number>>;
  return {
    perOp: servers['msgs-per-op'] as number,
    p50: stable['0.5'] as number,
    max: stable['1'] as number,
    lost: workload['lost-count'] as number,
  };
}

/** Each leaf speaks once in a window in which it has news, and the hub to each leaf once in a window with any news. */
function limitOf({
  fanout,
  gossip_interval_ms: window,
}: {
  fanout: number;
  gossip_interval_ms: number;
}): number | undefined {
  if (fanout > 1) return (NODES - 1) / 2;
  if (window === 0) return undefined;
  const values = (RATE / 2) * (window / 1000);
  const speaks = 1 - Math.exp(-values / NODES) + (1 - Math.exp(-values));
  return ((NODES - 1) * speaks) / (RATE * (window / 1000));
}
