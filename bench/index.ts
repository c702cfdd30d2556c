/**
 * `npm run bench`: runs all benchmarks, or those named, and prints a table of each. With `--write` (by hand, on a quiet
 * machine) the tables also become `bench/results.md`, with what they were measured on.
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.js';
import { broadcast } from './broadcast.js';
import { echo } from './echo.js';
import { kafkaChecker } from './kafka-checker.js';
import { gossip, gossipFaults, gossipGrowth } from './gossip.js';
import { linearizability } from './linearizability.js';
import { load, machine } from './machine.js';
import { memory } from './memory.js';
import { relay } from './relay.js';
import { report } from './report.js';
import { simulation } from './simulation.js';
import { startUp } from './start-up.js';
import { sweep } from './sweep.js';
import { markdown, plainText } from './table.js';
import { checkingTransactions } from './transactions.js';
import { virtual } from './virtual.js';
import { virtualLoad } from './virtual-load.js';
import { virtualTime } from './virtual-time.js';

const BENCHMARKS: readonly Benchmark[] = [
  startUp,
  relay,
  echo,
  broadcast,
  simulation,
  virtualTime,
  virtual,
  virtualLoad,
  memory,
  sweep,
  kafkaChecker,
  gossip,
  gossipFaults,
  gossipGrowth,
  linearizability,
  checkingTransactions,
  report,
];
const RESULTS = fileURLToPath(new URL('../../bench/results.md', import.meta.url));

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean' } },
  allowPositionals: true,
});
const known = BENCHMARKS.map(({ name }) => name);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`bench: there is no ${unknown.join(', ')}: expected some of ${known.join(', ')}\n`);
  process.exitCode = 254;
} else if (values.write === true && positionals.length > 0) {
  process.stderr.write('bench: --write takes no names: results.md holds all benchmarks of one run\n');
  process.exitCode = 254;
} else {
  await run(BENCHMARKS.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));
}

async function run(benchmarks: readonly Benchmark[]): Promise<void> {
  const where = `${machine()}; load ${load().toFixed(1)} at the beginning`;
  process.stdout.write(`${where}\n`);
  const sections: string[] = [];
  for (const benchmark of benchmarks) {
    process.stderr.write(`${benchmark.name}\n`);
    const table = await benchmark.run();
    process.stdout.write(`\n${benchmark.name}: ${benchmark.about}\n\n${plainText(table)}\n`);
    sections.push(`## ${benchmark.name}\n\n${benchmark.about}\n\n${markdown(table)}\n`);
  }
  if (values.write !== true) return;
  const text = `# Results\n\nWritten by \`npm run bench -- --write\`: ${where}. ${READING}\n\n${sections.join('\n')}`;
  writeFileSync(RESULTS, text);
  process.stderr.write(`written to ${RESULTS}\n`);
}

const READING = 'Figures are medians of rounds, with the smallest and the largest behind them.';
