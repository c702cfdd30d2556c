/**
 * `eddy trace [run]`: shows the messages of a stored run or of one that is under way, or the first difference of two.
 */

import path from 'node:path';
import type { Command } from 'commander';
import { colorsFor } from '../text/colors.js';
import { readTest } from '../store/stored-run.js';
import { compareTraces } from '../trace/difference.js';
import { differenceJson, differenceLines } from '../trace/difference-text.js';
import type { FilterOptions } from '../trace/filter.js';
import { optionDifferences } from '../options/differences.js';
import { Output } from '../text/output.js';
import { journalFile, trace } from '../trace/trace.js';
import { UsageError } from '../errors/usage-error.js';
import { ExitCode } from './exit-code.js';
import { wholeNumber } from './whole-number.js';
import { addFilterFlags, type FilterFlags, filterOf, listOf } from './message-filter.js';

interface TraceFlags extends FilterFlags {
  readonly follow?: true;
  readonly json?: true;
  readonly width?: number;
  readonly diff?: true;
  readonly ignoreTime?: true;
  readonly byLink?: true;
  readonly ignore?: readonly string[];
}

const EXAMPLES = `
Filters of different kinds narrow, several of one kind widen.

Examples:
  eddy trace --link 'n1<->n2' --time 2s..4.5s   between two nodes for a while
  eddy trace --value 17                         how the value 17 got around
  eddy trace --value 17 --type gossip           the same, among the nodes only
  eddy trace --outcome dropped --json           what was lost, for a program
  eddy trace --follow --type error              errors of the run under way
  eddy trace --diff store/broadcast/latest old  where two runs part: exit status 0 equal, 1 different
  eddy trace --diff a b --ignore-time --by-link two live runs, whose times and whose links never agree`;

export function traceCommand(program: Command): void {
  const command = program
    .command('trace')
    .description('show what became of each message of a run')
    .argument(
      '[runs...]',
      "a run's folder or its journal (default: the latest run in store); two for --diff",
    );
  addFilterFlags(command);
  command
    .option(
      '--follow',
      'of the run under way: go on until it ends or Ctrl-C, each message when its outcome is known',
    )
    .option('--diff', 'the first difference of two runs, instead of a trace; the filters apply to both')
    .option('--ignore-time', 'with --diff: compare the order and the contents, not the times')
    .option('--by-link', 'with --diff: compare the messages of each link on their own, without msg_id')
    .option(
      '--ignore <field>',
      'with --diff: a field of the body that is not compared; repeatable',
      listOf((text) => text),
    )
    .option('--json', 'a JSON object for each message; with --diff one object')
    .option(
      '--width <columns>',
      "cut lines to this width (default: the terminal's; not cut in a pipe)",
      wholeNumber('width', 1, 999_999),
    )
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run(places: readonly string[], flags: TraceFlags): Promise<void> {
  const { follow, json, diff } = flags;
  const filter = filterOf(flags);
  const width = flags.width ?? (process.stdout.isTTY ? process.stdout.columns : undefined);
  const [first, second, ...more] = places;
  if (diff === true) {
    if (first === undefined || second === undefined || more.length > 0)
      throw new UsageError(
        `trace --diff: expected two runs, got ${places.length}: eddy trace --diff <a> <b>`,
      );
    if (follow === true)
      throw new UsageError('trace --diff: --follow is for one run that is going on, expected two that ended');
    process.exitCode = await showDifference(first, second, flags, filter, width);
    return;
  }
  if (second !== undefined)
    throw new UsageError(`trace: expected one run, got ${places.length}; --diff compares two`);
  if (flags.ignoreTime === true || flags.byLink === true || flags.ignore !== undefined)
    throw new UsageError(
      'trace: --ignore-time, --by-link and --ignore say how two runs are compared: expected --diff',
    );
  const stop = new AbortController();
  // Ctrl-C ends the following, and the summary is still printed; a second one ends Eddy.
  if (follow === true) process.once('SIGINT', () => stop.abort());
  const io = { out: process.stdout, colors: colorsFor('stdout'), width, signal: stop.signal };
  await trace({ path: first, filter, follow, json }, io);
  process.exitCode = ExitCode.valid;
}

async function showDifference(
  first: string,
  second: string,
  { ignoreTime, byLink, ignore, json }: TraceFlags,
  filter: FilterOptions,
  width: number | undefined,
): Promise<ExitCode> {
  const left = journalFile(first, false);
  const right = journalFile(second, false);
  const compared = {
    left: nameOf(left),
    right: nameOf(right),
    options: optionDifferences(readTest(path.dirname(left)), readTest(path.dirname(right))),
    ...(await compareTraces(left, right, { filter, ignoreTime, byLink, ignored: ignore })),
  };
  const output = new Output(process.stdout);
  const lines =
    json === true ? [differenceJson(compared)] : differenceLines(compared, colorsFor('stdout'), width);
  for (const line of lines) await output.line(line);
  await output.close();
  return compared.difference === undefined ? ExitCode.valid : ExitCode.invalid;
}

/** A run by its folder, any other journal by its file. */
function nameOf(journal: string): string {
  const place = path.basename(journal) === 'journal.ndjson' ? path.dirname(journal) : journal;
  return path.relative(process.cwd(), place) || place;
}
