/** Whether a busy machine changes runs in virtual time: the same seeds alone, and beside loops that compute. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runTest } from '../harness/index.js';
import { build, LANGUAGES, missing } from '../test/harness/virtual-program.js';
import type { Benchmark } from './benchmark.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const SEEDS = 20;
const BUSY_LOOPS = 4;
const PROGRAMS = ['Go', 'Rust', 'Python with threads', 'JavaScript without a library'];

/** What must be the same: the verdict, and every byte of the journal. */
interface Outcome {
  readonly valid: unknown;
  readonly journal: string;
}

export const virtualLoad: Benchmark = {
  name: 'virtual-load',
  about: `Runs in virtual time that are the same beside ${BUSY_LOOPS} busy loops, of ${SEEDS} seeds. Aim: all.`,

  async run(): Promise<Table> {
    const rows: (readonly string[])[] = [];
    for (const name of PROGRAMS) {
      const language = LANGUAGES[name];
      if (language === undefined || missing(language) !== undefined) continue;
      const { bin, args = [] } = build(language);
      process.stderr.write(`  ${name}\n`);
      const alone = await outcomes(bin, args);
      const loops = Array.from({ length: BUSY_LOOPS }, () => spawn(process.execPath, ['-e', 'for (;;);']));
      const beside = await outcomes(bin, args).finally(() =>
        loops.forEach((loop: ChildProcess) => loop.kill()),
      );
      const same = (key: keyof Outcome): string =>
        `${alone.filter((outcome, i) => outcome[key] === beside[i]?.[key]).length} of ${SEEDS}`;
      rows.push([name, same('valid'), same('journal')]);
    }
    return {
      columns: ['program', 'same verdict', 'same bytes'],
      rows,
      notes: ['Broadcast, 5 nodes, 20 s, rate 10, exponential latency of 100 ms, partitions.'],
    };
  },
};

async function outcomes(bin: string, args: readonly string[]): Promise<readonly Outcome[]> {
  const all: Outcome[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) all.push(await outcome(bin, args, seed));
  return all;
}

function outcome(bin: string, args: readonly string[], seed: number): Promise<Outcome> {
  return withScratch(async (store) => {
    const { results, folder = '' } = await runTest({
      workload: 'broadcast',
      runtime: 'virtual',
      bin,
      args: [...args],
      seed,
      'node-count': 5,
      'time-limit': 20,
      rate: 10,
      latency: 100,
      'latency-dist': 'exponential',
      nemesis: ['partition'],
      store,
    });
    const journal = createHash('sha256').update(readFileSync(path.join(folder, 'journal.ndjson')));
    return { valid: results.valid, journal: journal.digest('hex') };
  });
}
