/** Echo from end to end: generator, client, network, node process, history and journal on disk. Operations a second. */

import { runTest } from '../harness/index.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { digits, interleave, median, spread, thousands } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const ROUNDS = 5;
const SECONDS = 3;
const CASES = [
  { name: '10n, rate 1e6', concurrency: '10n', rate: 1e6 },
  { name: '50n, rate 1e6', concurrency: '50n', rate: 1e6 },
  { name: '50n, rate 1e9', concurrency: '50n', rate: 1e9 },
];

interface Load {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly checkSeconds: number;
}

export const echo: Benchmark = {
  name: 'echo',
  about: 'Echo operations per second with 5 nodes in processes, everything stored. Aim: 50 k/s.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ concurrency, rate }) =>
      inFreshProcess(import.meta.url, echoLoad, [concurrency, rate]),
    );
    const rows = [...samples].map(([{ name }, loads]) => [
      name,
      spread(
        loads.map(({ perSecond }) => perSecond),
        thousands,
      ),
      digits(1)(median(loads.map(({ cpuMicros }) => cpuMicros))),
      digits(2)(median(loads.map(({ checkSeconds }) => checkSeconds))),
    ]);
    return {
      columns: ['concurrency', 'operations/s', "Eddy's CPU us/operation", 'checking, s'],
      rows,
      notes: [`--time-limit ${SECONDS}, 5 nodes, ${ROUNDS} rounds; an operation is two messages.`],
    };
  },
};

export function echoLoad(concurrency: string, rate: number): Promise<Load> {
  return withScratch(async (store) => {
    let cpu = process.cpuUsage();
    let cpuMicros = 0;
    let checking = 0;
    const { results, history } = await runTest(
      { workload: 'echo', rate, concurrency, 'time-limit': SECONDS, store },
      {
        listener: {
          phase(phase) {
            if (phase === 'running') cpu = process.cpuUsage();
            else if (phase === 'stopping') {
              const { user, system } = process.cpuUsage(cpu);
              cpuMicros = user + system;
            } else if (phase === 'checking') checking = performance.now();
          },
        },
      },
    );
    const checkSeconds = (performance.now() - checking) / 1000;
    if (results.valid !== true) throw new Error(`the run was not valid: ${JSON.stringify(results)}`);
    const operations = history.filter(({ type }) => type === 'ok').length;
    return { perSecond: operations / SECONDS, cpuMicros: cpuMicros / operations, checkSeconds };
  });
}
