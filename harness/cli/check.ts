/** `eddy check`: checks a stored history again, Eddy's or Maelstrom's. */

import path from 'node:path';
import type { Command } from 'commander';
import { printExact } from '../../node/index.js';
import type { TestInput } from '../options/schema.js';
import { recheck, type Recheck } from '../verdict/recheck.js';
import { nameOf } from '../store/history-input.js';
import { runByIndex } from '../store/stored-run.js';
import { UsageError } from '../errors/usage-error.js';
import { CheckingProgress } from '../terminal/checking-progress.js';
import { verdictCode } from './exit-code.js';
import { boardFor } from './output-flags.js';
import { tellIdle } from './idle-flags.js';
import { tellGitHub, toldOf } from '../export/github-actions.js';
import { judgingFlags } from '../options/flags.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { runReport } from '../findings/run-report.js';
import { type RunSummary, runSummary } from '../findings/run-summary.js';
import { judgement } from '../findings/summary.js';
import { viewOf } from './view.js';

const CHECK_FLAGS = judgingFlags('workload', 'store');

interface CheckFlags extends Record<string, unknown> {
  readonly json?: true;
  readonly quiet?: true;
  readonly test?: string;
}

const NOTES = `
The workload and the options of a run of Eddy's are taken from its test.json, where they are not given here; net
statistics are counted again from its journal. Nothing of the run is changed. A history without a run is a file or a
pipe with operations in NDJSON, in a JSON array or in EDN (as Maelstrom's history.edn), whatever its name.

A history with nothing that the workload judges is unknown, and so is one that is judged in part and valid there.

Exit status: 0 valid, 1 invalid, 2 unknown, as after a test. (Maelstrom's analyze ends with 0 whatever the verdict.)

Examples:
  eddy check                                         the latest run again
  eddy check store/lin-kv/20260101T120000.000+0000 --json
  eddy check history.edn -w txn-list-append --consistency-models read-committed
  eddy check - -w lin-kv < history.json
  eddy analyze -t -2                                 the run before the latest`;

export function checkCommand(program: Command): void {
  const command = program
    .command('check')
    .alias('analyze')
    .description("check a stored history again, ours or Maelstrom's")
    .argument(
      '[history]',
      "a run's folder, or a history in NDJSON, JSON or EDN; - reads one from standard input (default: the latest run)",
    );
  addFlags(command, CHECK_FLAGS);
  command
    .option(
      '-t, --test <run>',
      "as Maelstrom's analyze has it: a path, or a run's number by when it was begun; -1 is the latest",
    )
    .option('--json', 'print the results as one JSON object')
    .option('-q, --quiet', 'no progress on standard error')
    .addHelpText('after', NOTES)
    .action(async (place: string | undefined, { json, quiet, test, ...given }: CheckFlags) => {
      const input = readFlags(given, CHECK_FLAGS, []);
      const run = placeOf(place, test, input);
      const progress = new CheckingProgress(await boardFor({ ...(quiet === true && { quiet }) }));
      progress.begin();
      const checked = await recheck(run, input, { watcher: progress }).finally(() => progress.end());
      tellIdle(given, input, { run: checked.options, purpose: 'check' });
      const { results } = checked;
      const summary = runSummary({ test: { ...checked.options, seed: results.seed }, results });
      process.stdout.write(json === true ? `${printExact(results)}\n` : describe(checked, summary));
      tellGitHub(() => toldOf(runReport(summary)), json === true ? process.stderr : process.stdout);
      process.exitCode = verdictCode(results.valid);
    });
}

function placeOf(
  place: string | undefined,
  test: string | undefined,
  { store = 'store' }: TestInput,
): string {
  if (place !== undefined && test !== undefined) {
    throw new UsageError(`expected one run, got two: ${place} and --test ${test}`);
  }
  if (test !== undefined && /^-?\d+$/.test(test)) return runByIndex(store, Number(test));
  return place ?? test ?? path.join(store, 'latest');
}

/** A pipe is shown by its given name: `/dev/fd/63` has no path relative to the working directory. */
function shownPlace(file: string): string {
  return path.isAbsolute(file) && !file.startsWith('/dev/')
    ? path.relative(process.cwd(), file)
    : nameOf(file);
}

function describe(checked: Recheck, summary: RunSummary): string {
  const head = `${checked.options.workload}, ${shownPlace(checked.file)}`;
  return judgement(summary, { head, more: 'what --json prints' }, viewOf(process.stdout));
}
