/**
 * What a run costs beyond its time limit: the wall-clock time of `eddy test -w echo` with 5 nodes, and the most memory
 * that Eddy's own process held. Next to it what nobody can go below: the same 5 nodes started side by side by a bare relay.
 */

import { fileURLToPath } from 'node:url';
import { BareRelay } from './bare-relay.js';
import type { Benchmark } from './benchmark.js';
import { runEddy } from './eddy-command.js';
import { inFreshProcess } from './fresh-process.js';
import { digits, interleave, spread } from './rounds.js';
import type { Table } from './table.js';

const ECHO = fileURLToPath(new URL('../node/programs/echo.js', import.meta.url));
const ROUNDS = 5;

interface Cost {
  readonly seconds: number;
  /** Undefined where no Eddy ran. */
  readonly peakMb?: number;
  readonly cpuSeconds?: number;
}

export const startUp: Benchmark = {
  name: 'start-up',
  about: 'Seconds that `eddy test -w echo` takes beyond its time limit. Aim: below 0.5 s and 90 MB.',

  async run(): Promise<Table> {
    const cases = [
      { name: '5 nodes started bare', measure: () => inFreshProcess(import.meta.url, startBare, [5]) },
      ...[1, 5].map((limit) => ({ name: `eddy test, ${limit} s`, measure: () => beyondLimit(limit) })),
    ];
    const samples = await interleave(cases, ROUNDS, ({ measure }) => measure());
    const rows = [...samples].map(([{ name }, costs]) => [
      name,
      spread(
        costs.map(({ seconds }) => seconds),
        digits(3),
      ),
      shown(costs.map(({ cpuSeconds }) => cpuSeconds)),
      shown(costs.map(({ peakMb }) => peakMb)),
    ]);
    return {
      columns: ['what', 's beyond the limit', "Eddy's CPU s", "Eddy's peak MB"],
      rows,
      notes: [
        `\`eddy test -w echo --rate 10\`, 5 nodes in processes, ${ROUNDS} rounds; bare: until all answered init.`,
      ],
    };
  },
};

async function beyondLimit(limit: number): Promise<Cost> {
  const args = ['test', '-w', 'echo', '--time-limit', String(limit), '--rate', '10'];
  const { wallSeconds, peakMb, cpuSeconds } = await runEddy(args);
  return { seconds: wallSeconds - limit, peakMb, cpuSeconds };
}

export async function startBare(count: number): Promise<Cost> {
  const nodes = Array.from({ length: count }, (_, i) => `n${i}`);
  const start = performance.now();
  const bare = new BareRelay(nodes, ECHO);
  await bare.ask((node) => ({ type: 'init', msg_id: 1, node_id: node, node_ids: nodes }));
  const seconds = (performance.now() - start) / 1000;
  await bare.stop();
  return { seconds };
}

function shown(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? '' : spread(known, digits(2));
}
