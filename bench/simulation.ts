/**
 * Simulated messages a second of wall-clock time: nodes in this thread pass tokens round a ring on the virtual clock, and
 * do next to nothing themselves, so that what is measured is the simulator.
 */

import path from 'node:path';
import { NetStatistics } from '../harness/index.js';
import { NdjsonFile } from '../harness/store/ndjson-file.js';
import { type Clock, MILLISECOND, Random } from '../node/index.js';
import { Cluster, type Journal, Journals, NdjsonJournal, VirtualClock } from '../router/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import ring from './programs/ring.js';
import { digits, interleave, median, percent, ratios, spread, thousands } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const ROUNDS = 5;
const TOKENS = 64;
const NODES = 25;
const WARM_UP_MS = 500;
const WINDOW_MS = 2000;

interface Speed {
  readonly perSecond: number;
  /** Microseconds of CPU for each message: what a busy machine does not change much. */
  readonly cpuMicros: number;
}

const CASES = [
  { name: 'latency 0, no journal', latency: 0, journaled: false },
  { name: 'latency 0, journal', latency: 0, journaled: true },
  { name: 'latency 100 ms exponential, no journal', latency: 100, journaled: false },
  { name: 'latency 100 ms exponential, journal', latency: 100, journaled: true },
];

export const simulation: Benchmark = {
  name: 'simulation',
  about: 'Simulated messages per second of wall-clock time. Aim: 1 M/s.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ latency, journaled }) =>
      inFreshProcess(import.meta.url, simulatedSpeed, [latency, journaled]),
    );
    const first = [...samples.values()][0]?.map(({ perSecond }) => perSecond) ?? [];
    const rows = [...samples].map(([{ name }, speeds]) => {
      const perSecond = speeds.map((speed) => speed.perSecond);
      const cpu = median(speeds.map(({ cpuMicros }) => cpuMicros));
      return [name, spread(perSecond, thousands), spread(ratios(perSecond, first), percent), digits(2)(cpu)];
    });
    return {
      columns: ['network', 'messages/s', 'of the first', 'CPU us/message'],
      rows,
      notes: [
        `${NODES} nodes, ${TOKENS} messages in flight for each, ${ROUNDS} rounds of ${WINDOW_MS / 1000} s.`,
      ],
    };
  },
};

export function simulatedSpeed(latency: number, journaled: boolean): Promise<Speed> {
  return withScratch(async (folder) => {
    const statistics = new NetStatistics();
    const file = new NdjsonFile(path.join(folder, 'journal.ndjson'));
    const journals: Journal[] = [statistics];
    if (journaled) journals.push(new NdjsonJournal((line) => file.write(line)));
    const clock = new VirtualClock();
    const cluster = new Cluster(
      {
        clock,
        random: new Random(1),
        journal: new Journals(journals),
        listener: { trouble: (trouble) => process.stderr.write(`${trouble.what}\n`), log: () => {} },
      },
      {
        nodes: Array.from({ length: NODES }, (_, i) => `n${i}`),
        source: { runtime: 'sim', program: ring },
        latency: { meanMs: latency, distribution: 'exponential' },
        loss: 0,
        duplication: 0,
      },
    );
    // Ten rounds of the ring or so: often enough on the wall clock, seldom enough to cost nothing.
    const step = latency === 0 ? MILLISECOND / 10 : 10 * latency * MILLISECOND;
    const speed = await clock.drive(async () => {
      await cluster.start();
      await Promise.all(
        cluster.nodes.map((node) => cluster.client().rpc(node, { type: 'start', tokens: TOKENS })),
      );
      await passWallTime(clock, step, WARM_UP_MS);
      const sent = statistics.serverSends;
      const cpu = process.cpuUsage();
      const seconds = await passWallTime(clock, step, WINDOW_MS);
      const messages = statistics.serverSends - sent;
      const { user, system } = process.cpuUsage(cpu);
      await cluster.stop();
      return { perSecond: messages / seconds, cpuMicros: (user + system) / messages };
    });
    file.close();
    return speed;
  });
}

/** Lets virtual time pass until so much of the wall clock's is over. Resolves with how many seconds that were. */
async function passWallTime(clock: Clock, step: number, milliseconds: number): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < milliseconds) {
    await new Promise<void>((resolve) => {
      clock.schedule(step, resolve);
    });
  }
  return (performance.now() - start) / 1000;
}
