/** `eddy trace [run]`: the message trace of a stored run, or of one that is under way. */

import type { Command } from 'commander';
import { colorsFor } from '../colors.js';
import { trace } from '../trace/trace.js';
import { UsageError } from '../usage-error.js';
import { addFilterFlags, type FilterFlags, filterOf } from './message-filter.js';

interface Flags extends FilterFlags {
  readonly follow?: true;
  readonly json?: true;
  readonly width?: number;
}

const EXAMPLES = `
Filters of different kinds narrow, several of one kind widen.

Examples:
  eddy trace --link 'n1<->n2' --time 2s..4.5s   between two nodes for a while
  eddy trace --value 17                         how the value 17 got around
  eddy trace --value 17 --type gossip           the same, among the nodes only
  eddy trace --outcome dropped --json           what was lost, for a program
  eddy trace --follow --type error              errors of the run under way`;

export function traceCommand(program: Command): void {
  const command = program
    .command('trace')
    .description('show what became of each message of a run')
    .argument('[run]', "a run's folder or its journal (default: the latest run in store)");
  addFilterFlags(command);
  command
    .option(
      '--follow',
      'of the run under way: go on until it ends or Ctrl-C, each message when its outcome is known',
    )
    .option('--json', 'a JSON object for each message')
    .option(
      '--width <columns>',
      "cut lines to this width (default: the terminal's; not cut in a pipe)",
      parseWidth,
    )
    .addHelpText('after', EXAMPLES)
    .action(run);
}

async function run(path: string | undefined, flags: Flags): Promise<void> {
  const { follow, json } = flags;
  const filter = filterOf(flags);
  const width = flags.width ?? (process.stdout.isTTY ? process.stdout.columns : undefined);
  const stop = new AbortController();
  // Ctrl-C is how following ends, and what it ends with is worth seeing; a second one ends Eddy.
  if (follow === true) process.once('SIGINT', () => stop.abort());
  const io = { out: process.stdout, colors: colorsFor('stdout'), width, signal: stop.signal };
  await trace({ path, filter, follow, json }, io);
  process.exitCode = 0;
}

function parseWidth(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`width: expected a number of columns, got ${JSON.stringify(text)}`);
}
