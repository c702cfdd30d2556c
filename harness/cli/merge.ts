/** `eddy merge`: the shards of a sweep or of a search become the result of one machine. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { mergeSearches } from '../search/merge.js';
import { Runner } from '../search/runner.js';
import { isSearchShard } from '../search/shard-folder.js';
import { mergeSweeps } from '../sweep/merge.js';
import { sweepReport } from '../sweep/table.js';
import { Board } from '../terminal/board.js';
import { colorsFor } from '../text/colors.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { positive } from './positive.js';
import { concludeSearch, tryKept } from './search-outcome.js';
import { sweepCode } from './sweep.js';

const NOTES = `
Each folder was made by eddy sweep --shard i/n -o FOLDER, or eddy search --shard i/n -o FOLDER, with otherwise the same command.
All n are expected. The result is that of one machine: reports and table of a sweep; groups of failures of a search, which are
made small and kept here, where the program must be.

Exit status: as of eddy sweep or eddy search; 2 if a shard was stopped before its end.

Examples:
  eddy merge shard-1 shard-2 shard-3 -o merged
  eddy merge shard-*`;

interface MergeFlags {
  readonly store: string;
  readonly output?: string;
  readonly shrink: boolean;
  readonly jobs?: string;
  readonly runLimit?: string;
}

export function mergeCommand(program: Command): void {
  program
    .command('merge')
    .description('make one result of the shards of a sweep or of a search')
    .argument('<folders...>', 'the folders of all shards')
    .option('-o, --output <folder>', 'of a sweep: its new folder; default: store/sweep/<time>')
    .option('--store <folder>', 'where runs and failures are kept', 'store')
    .option('--no-shrink', 'of a search: keep failures as they were found')
    .option('--jobs <number>', 'of a search: simulated runs side by side; default: one per processor')
    .option('--run-limit <seconds>', 'of a search: wall-clock time that a run may take; default 60')
    .addHelpText('after', NOTES)
    .action(async (folders: readonly string[], flags: MergeFlags) => {
      const searches = folders.filter(isSearchShard);
      if (searches.length > 0 && searches.length < folders.length)
        throw new UsageError(`merge: ${searches[0]} is of a search: expected shards of a search only`);
      process.exitCode = searches.length > 0 ? await ofSearch(folders, flags) : await ofSweep(folders, flags);
    });
}

async function ofSweep(folders: readonly string[], { store, output }: MergeFlags): Promise<ExitCode> {
  const merged = await mergeSweeps(folders, { store, ...(output !== undefined && { output }) });
  process.stdout.write(sweepReport(merged, colorsFor('stdout'), process.cwd()));
  return sweepCode(merged);
}

async function ofSearch(folders: readonly string[], flags: MergeFlags): Promise<ExitCode> {
  if (flags.output !== undefined)
    throw new UsageError('merge: -o is of sweeps: failures of a search are kept in --store');
  const { searched, result, missing } = await mergeSearches(folders);
  const { runtime, workload } = searched;
  const jobs = positive('--jobs', flags.jobs) ?? availableParallelism();
  const limitMs = (positive('--run-limit', flags.runLimit) ?? 60) * 1000;
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: what was found is kept', 'stopped', board.interject);
  const runner = new Runner({ runtime, jobs, limitMs });
  const { signal } = stop;
  const { store, shrink: shrinks } = flags;
  const concluding = { store, workload, runner, board, signal, shrinks };
  try {
    const known = await tryKept({ ...searched.base, runtime }, concluding);
    const code = await concludeSearch(result, known, () => undefined, concluding);
    if (missing <= 0) return code;
    board.say(`${missing} runs are missing: a shard was stopped before its end`);
    return code === ExitCode.valid ? ExitCode.unknown : code;
  } finally {
    stop.release();
    board.close();
    await runner.close();
  }
}
