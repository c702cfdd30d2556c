/** Runs of a sweep a minute: the star at 25 nodes, 20 s, 100 operations a second, in one thread and in one per processor. */

import { availableParallelism } from 'node:os';
import { sweep as runSweep } from '../harness/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { digits, interleave, median, percent, ratios, spread } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const ROUNDS = 3;
/** Enough that starting the threads and compiling hardly counts. */
const SEEDS = 60;
const WINDOWS = [100, 250, 1000];
const RUNS = SEEDS * WINDOWS.length;
const PROCESSORS = availableParallelism();
const CASES = [...new Set([1, PROCESSORS])].map((jobs) => ({ name: `${jobs} of ${PROCESSORS}`, jobs }));

interface Pace {
  readonly perMinute: number;
  /** Of all threads, for each run. */
  readonly cpuMs: number;
}

export const sweep: Benchmark = {
  name: 'sweep',
  about:
    'Runs of a sweep per minute: broadcast with 25 nodes, 20 s, rate 100, latency 100 ms, a star with windows of ' +
    `${WINDOWS.join(', ')} ms, ${SEEDS} seeds each. Aim: 1,000 on 2 cores.`,

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ jobs }) =>
      inFreshProcess(import.meta.url, pace, [jobs]),
    );
    const alone = [...samples.values()][0]?.map(({ perMinute }) => perMinute) ?? [];
    const rows = [...samples].map(([{ name, jobs }, paces]) => {
      const perMinute = paces.map((each) => each.perMinute);
      return [
        name,
        spread(perMinute, digits(0)),
        percent(median(ratios(perMinute, alone)) / jobs),
        digits(0)(median(paces.map(({ cpuMs }) => cpuMs))),
      ];
    });
    return {
      columns: ['threads', 'runs/minute', 'efficiency', 'CPU ms/run'],
      rows,
      notes: [
        `${RUNS} runs, ${ROUNDS} rounds; starting, recording and the reports included.`,
        'Efficiency: of so many times one thread.',
      ],
    };
  },
};

export function pace(jobs: number): Promise<Pace> {
  return withScratch(async (store) => {
    const start = performance.now();
    const { points } = await runSweep(
      {
        test: { workload: 'broadcast', 'node-count': 25, 'time-limit': 20, rate: 100, latency: 100, store },
        vary: { gossip_interval_ms: WINDOWS },
        seeds: SEEDS,
      },
      { jobs, keep: 'none' },
    );
    const bad = points.find(({ good, runs }) => good < runs.length);
    if (bad !== undefined) throw new Error(`some runs failed: ${JSON.stringify(bad.runs[0])}`);
    const { user, system } = process.cpuUsage();
    return { perMinute: RUNS / ((performance.now() - start) / 60_000), cpuMs: (user + system) / 1000 / RUNS };
  });
}
