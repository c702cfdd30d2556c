/**
 * What our broadcast program costs: messages per operation and stable latency against the window and the shape of its tree,
 * under faults, and as the cluster grows. Simulated, so that every machine gets the same figures.
 */

import { runTest, type TestInput } from '../harness/index.js';
import type { Benchmark } from './benchmark.js';
import type { Table } from './table.js';

const NODES = 25;
const RATE = 100;
const YARDSTICK = { 'node-count': NODES, rate: RATE, latency: 100, 'time-limit': 20 };

interface Figures {
  readonly perOp: number;
  readonly p50: number;
  readonly max: number;
  readonly lost: number;
  readonly bytesPerMessage: number;
}

/** The yardstick of the public challenges, with whatever else is given. */
async function figures(input: Partial<TestInput>, seed: number): Promise<Figures> {
  let messages = 0;
  let bytes = 0;
  const run = await runTest(
    { ...YARDSTICK, ...input, workload: 'broadcast', runtime: 'sim', seed },
    {
      journal: {
        send: (_time, { body }) => {
          if (body.type !== 'gossip') return;
          messages++;
          bytes += JSON.stringify(body).length;
        },
        receive: () => {},
        drop: () => {},
        fault: () => {},
      },
    },
  );
  const { byName } = run.summary.figures;
  return {
    perOp: byName['msgs-per-op'] ?? NaN,
    p50: byName['stable-p50'] ?? NaN,
    max: byName['stable-max'] ?? NaN,
    lost: byName['lost-count'] ?? NaN,
    bytesPerMessage: messages === 0 ? 0 : bytes / messages,
  };
}

async function seeds(input: Partial<TestInput>, count: number): Promise<readonly Figures[]> {
  const runs: Figures[] = [];
  for (let seed = 1; seed <= count; seed++) runs.push(await figures(input, seed));
  return runs;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
}

/** Median, and in brackets the least and the most. */
function spread(numbers: readonly number[]): string {
  return `${median(numbers).toFixed(2)} (${Math.min(...numbers).toFixed(2)}..${Math.max(...numbers).toFixed(2)})`;
}

function star(window: number): Readonly<Record<string, number>> {
  return { fanout: 1, gossip_interval_ms: window };
}

/**
 * What no star can go below that holds values back for at most a window and needs no acknowledgements: its leaves send at
 * once and its hub a window after the first value, or both once in a window; whichever is cheaper.
 */
export function limitOfStar(window: number): number {
  const perWindow = (RATE / 2) * (window / 1000);
  const leaves = NODES - 1;
  const byAge = leaves / NODES / 2 + leaves / (RATE * (window / 1000 + 2 / RATE));
  const onBeat =
    (leaves * (2 - Math.exp(-perWindow / NODES) - Math.exp(-perWindow))) / (RATE * (window / 1000));
  return window === 0 ? leaves / 2 : Math.min(byAge, onBeat);
}

const WINDOWS = [0, 50, 100, 200, 250, 380, 500, 1000, 1750, 1800];

export const gossip: Benchmark = {
  name: 'gossip',
  about:
    '25 nodes, 100 operations a second, 100 ms latency, 20 s, simulated, 20 seeds. The limit is what no star can go below; for ' +
    'everyone to everyone, 12.',

  async run(): Promise<Table> {
    const settings = [
      { configure: { fanout: NODES - 1, gossip_interval_ms: 0 }, limit: (NODES - 1) / 2 },
      ...WINDOWS.map((window) => ({ configure: star(window), limit: limitOfStar(window) })),
    ];
    const rows: string[][] = [];
    for (const { configure, limit } of settings) {
      const runs = await seeds({ configure }, 20);
      const perOp = runs.map((run) => run.perOp);
      const { fanout, gossip_interval_ms: window } = configure;
      rows.push([
        ...[fanout, window].map(String),
        spread(perOp),
        limit.toFixed(2),
        (median(perOp) / limit).toFixed(2),
        String(median(runs.map((run) => run.p50))),
        String(median(runs.map((run) => run.max))),
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
      'p50 ms',
      'max ms',
      'worst max ms',
      'lost',
    ];
    return { columns, rows, notes: ['Medians of the seeds; in brackets the best and the worst.'] };
  },
};

/** From the fourth second to the sixteenth. */
function cut(kind: string): Partial<TestInput> {
  return {
    faults: [
      { at: 4, do: `partition ${kind}` },
      { at: 16, do: 'heal' },
    ],
  };
}

const OTHERS = Array.from({ length: NODES - 1 }, (_, i) => `n${i + 1}`).join(',');

const FAULTS: Readonly<Record<string, Partial<TestInput>>> = {
  none: {},
  'one node cut off, 12 s': cut('one'),
  'the hub cut off, 12 s': cut(`n0 | ${OTHERS}`),
  'two halves, 12 s': cut('majority'),
  'a ring of majorities, 12 s': cut('majorities-ring'),
  'half of the nodes deaf, 12 s': cut('one-way'),
  'partitions at random, each 3 s': { nemesis: ['partition'], 'nemesis-interval': 3 },
  'partitions at random, each 10 s': { nemesis: ['partition'] },
  '5 % lost': { loss: 0.05 },
  '5 % doubled': { duplication: 0.05 },
  'exponential latencies': { 'latency-dist': 'exponential' },
  'a leaf and the hub stand still for 4 s each': {
    faults: [
      { at: 4, do: 'pause n3' },
      { at: 8, do: 'resume n3' },
      { at: 10, do: 'pause n0' },
      { at: 14, do: 'resume n0' },
    ],
  },
};

export const gossipFaults: Benchmark = {
  name: 'gossip-faults',
  about:
    'The same cluster under faults, 10 seeds each: messages per operation, and how often those of health.',

  async run(): Promise<Table> {
    const windows = [250, 1000, 1800];
    const rows: string[][] = [];
    const healthy = new Map<number, number>();
    for (const [title, input] of Object.entries(FAULTS)) {
      const row = [title];
      let lost = 0;
      for (const window of windows) {
        const runs = await seeds({ ...input, configure: star(window) }, 10);
        const perOp = runs.map((run) => run.perOp);
        if (title === 'none') healthy.set(window, median(perOp));
        row.push(spread(perOp), (median(perOp) / (healthy.get(window) as number)).toFixed(2));
        lost += runs.reduce((sum, run) => sum + run.lost, 0);
      }
      rows.push([...row, String(lost)]);
    }
    const columns = ['fault', ...windows.flatMap((window) => [`window ${window} ms`, 'ratio']), 'lost'];
    return { columns, rows, notes: ['Medians of the seeds; in brackets the best and the worst.'] };
  },
};

export const gossipGrowth: Benchmark = {
  name: 'gossip-growth',
  about:
    'One seed each, window 1,000 ms: messages per operation as the cluster grows, at one rate for all and for each node.',

  async run(): Promise<Table> {
    const rows: string[][] = [];
    for (const [nodes, fanout, rate, seconds] of [
      [5, 1, 100, 20],
      [25, 1, 100, 20],
      [100, 1, 100, 20],
      [1000, 1, 100, 10],
      [1000, 31, 100, 10],
      [5, 1, 20, 20],
      [25, 1, 100, 20],
      [100, 1, 400, 20],
      [1000, 1, 4000, 4],
    ] as const) {
      const configure = { ...star(1000), fanout };
      const input = { 'node-count': nodes, rate, 'time-limit': seconds, configure };
      const run = await figures(input, 1);
      rows.push([
        ...[nodes, fanout, rate].map(String),
        run.perOp.toFixed(2),
        ...[run.p50, run.max, Math.round(run.bytesPerMessage), run.lost].map(String),
      ]);
    }
    const columns = ['nodes', 'fanout', 'ops/s', 'msgs/op', 'p50 ms', 'max ms', 'bytes/message', 'lost'];
    return { columns, rows, notes: [] };
  },
};
