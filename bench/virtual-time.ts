/** How much faster than the wall clock a simulated broadcast run passes, everything stored and checked as always. */

import { runTest } from '../harness/index.js';
import { SECOND } from '../node/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { digits, interleave, median, spread, thousands } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const CASES = [
  { name: '25 nodes', nodes: 25, limit: 20 },
  { name: '100 nodes', nodes: 100, limit: 20 },
  { name: '1000 nodes', nodes: 1000, limit: 2 },
];

interface Pace {
  /** Virtual seconds of the whole run, recovery included. */
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly checkSeconds: number;
  readonly messages: number;
  readonly valid: unknown;
}

export const virtualTime: Benchmark = {
  name: 'virtual-time',
  about: 'Virtual seconds per wall-clock second of simulated broadcast runs.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ nodes, limit }) =>
      inFreshProcess(import.meta.url, simulatedBroadcast, [nodes, limit]),
    );
    const rows = [...samples].map(([{ name }, paces]) => [
      name,
      spread(
        paces.map(({ virtualSeconds, wallSeconds }) => virtualSeconds / wallSeconds),
        digits(1),
      ),
      digits(1)(median(paces.map(({ virtualSeconds }) => virtualSeconds))),
      digits(2)(median(paces.map(({ wallSeconds }) => wallSeconds))),
      digits(2)(median(paces.map(({ cpuSeconds }) => cpuSeconds))),
      digits(2)(median(paces.map(({ checkSeconds }) => checkSeconds))),
      thousands(median(paces.map(({ messages }) => messages))),
      paces.map(({ valid }) => String(valid)).join(' '),
    ]);
    return {
      columns: [
        'run',
        'virtual s per s',
        'virtual s',
        'wall s',
        'CPU s',
        'then checking, s',
        'messages',
        'valid',
      ],
      rows,
      notes: [
        `Broadcast at rate 100, latency 100 ms, ${CASES.map(({ limit }) => limit).join(', ')} s, journal stored.`,
        `Wall-clock seconds include starting the nodes and recovery, not the checks. ${ROUNDS} rounds.`,
      ],
    };
  },
};

export function simulatedBroadcast(nodes: number, limit: number): Promise<Pace> {
  return withScratch(async (store) => {
    const start = performance.now();
    let played = start;
    let virtualSeconds = 0;
    let messages = 0;
    let cpuSeconds = 0;
    const { results } = await runTest(
      {
        workload: 'broadcast',
        runtime: 'sim',
        'node-count': nodes,
        'time-limit': limit,
        rate: 100,
        latency: 100,
        seed: 1,
        store,
      },
      {
        listener: {
          phase(phase, { clock, statistics }) {
            if (phase !== 'checking') return;
            played = performance.now();
            virtualSeconds = clock.now() / SECOND;
            const { user, system } = process.cpuUsage();
            cpuSeconds = (user + system) / 1e6;
            messages = statistics.serverSends;
          },
        },
      },
    );
    const checkSeconds = (performance.now() - played) / 1000;
    const wallSeconds = (played - start) / 1000;
    return { virtualSeconds, wallSeconds, cpuSeconds, checkSeconds, messages, valid: results.valid };
  });
}
