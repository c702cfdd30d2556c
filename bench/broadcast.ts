/** What Eddy's own process burns in the run that everybody knows: broadcast, 25 nodes, 20 s at 100 operations a second. */

import type { Benchmark } from './benchmark.js';
import { runEddy } from './eddy-command.js';
import { digits, interleave, spread } from './rounds.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const SECONDS = 20;
const RUN = `test -w broadcast --node-count 25 --time-limit ${SECONDS} --rate 100`.split(' ');
const CASES = [
  { name: 'latency 0', latency: 0 },
  { name: 'latency 100 ms', latency: 100 },
];

export const broadcast: Benchmark = {
  name: 'broadcast',
  about: 'CPU of Eddy itself in a broadcast run of 20 s with 25 node processes, rate 100. Aim: below 2 s.',

  async run(): Promise<Table> {
    const samples = await interleave(CASES, ROUNDS, ({ latency }) =>
      runEddy([...RUN, '--latency', String(latency)]),
    );
    const rows = [...samples].map(([{ name }, usages]) => [
      name,
      spread(
        usages.map(({ cpuSeconds }) => cpuSeconds),
        digits(2),
      ),
      spread(
        usages.map(({ wallSeconds }) => wallSeconds - SECONDS),
        digits(2),
      ),
      spread(
        usages.map(({ peakMb }) => peakMb),
        digits(0),
      ),
    ]);
    return {
      columns: ['run', "Eddy's CPU s", 's beyond the limit', "Eddy's peak MB"],
      rows,
      notes: [`Start-up, recovery, final reads and checks included; nodes not. ${ROUNDS} rounds.`],
    };
  },
};
