/** `eddy fixture from <run>`: makes a golden case from the messages of one node in a stored run. */

import path from 'node:path';
import type { Command } from 'commander';
import { messageOf } from '../errors/message-of.js';
import { printable } from '../text/printable.js';
import { caseProgram } from '../replay/case-program.js';
import { count } from '../replay/case-text.js';
import { type MadeCase, makeCase } from '../replay/made-case.js';
import { readRecording, type Recording } from '../replay/recording.js';
import { writeWhole } from '../store/store.js';
import { readTest } from '../store/stored-run.js';
import { parseTimeRange, type TimeRange } from '../trace/filter.js';
import { journalFile } from '../trace/trace.js';
import { UsageError } from '../errors/usage-error.js';
import { ExitCode } from './exit-code.js';
import { splitOperands } from './operands.js';
import { wholeNumber } from './whole-number.js';

interface FixtureFlags {
  readonly node: string;
  readonly output?: string;
  readonly all?: true;
  readonly limit: number;
  readonly time?: TimeRange;
  readonly program?: string;
  readonly bin?: string;
}

const DEFAULT_LIMIT = 100;

const NOTES = `
The case holds the messages that came to the node and its replies to clients. It is replayed at once against the same
program: replies that come differently then, where time does not pass, are left out, and their number is told.

Exit status: 0 the case passes (or could not be replayed, which is told), 1 it does not, 254 wrong usage.

Examples:
  eddy fixture from store/latest --node n1 -o n1.case      then: eddy replay n1.case
  eddy fixture from store/echo/latest --node n2 --limit 20
  eddy fixture from run --node n1 --time ..2s --bin ./my-node.py -- --verbose`;

export function fixtureCommand(program: Command): void {
  program
    .command('fixture')
    .description('make fixtures for eddy replay')
    .command('from')
    .description('make a case from what one node saw and said in a stored run')
    .argument('[run...]', "a run's folder or its journal (default: the latest run in store)")
    .requiredOption('--node <id>', 'the node')
    .option('-o, --output <file>', 'a file *.case to write (default: stdout)')
    .option('--all', 'expect all that the node sent, not only its replies to clients')
    .option('--limit <number>', 'maximum number of messages', wholeNumber('limit', 1, 9999), DEFAULT_LIMIT)
    .option('--time <range>', 'messages delivered in this time: 2s..4.5s, 500ms.., ..3', parseTimeRange)
    .option('--program <name>', "which of Eddy's own programs the case is for (default: the run's)")
    .option('--bin <file>', "a program to replay it against (default: the run's); arguments go behind --")
    .addHelpText('after', NOTES)
    .action(async (operands: string[], flags: FixtureFlags, command: Command) => {
      const { before, behind } = splitOperands(operands, command);
      process.exitCode = await from(before, behind, flags);
    });
}

async function from(
  places: readonly string[],
  args: readonly string[],
  flags: FixtureFlags,
): Promise<ExitCode> {
  const { node, output, limit, time, all = false, program, bin } = flags;
  if (places.length > 1) throw new UsageError(`fixture from: expected one run, got ${places.length}`);
  if (output !== undefined && !output.endsWith('.case'))
    throw new UsageError(
      `output: expected a name such as ${node}.case, as eddy replay takes it, got ${output}`,
    );
  if (args.length > 0 && bin === undefined)
    throw new UsageError(
      'fixture from: what stands behind -- goes to the program that --bin names, got no --bin',
    );
  const journal = journalFile(places[0], false);
  const test = readTest(path.dirname(journal));
  const recording = await readRecording(journal, { node, limit, time, all });
  const made = await makeCase(recording, await caseProgram(test, { program, bin, args }), {
    node,
    all,
    test,
  });
  if (output === undefined) process.stdout.write(made.text);
  else write(output, made.text);
  process.stderr.write(`${notes(recording, made, flags).map(printable).join('\n')}\n`);
  return made.passes === false ? ExitCode.invalid : ExitCode.valid;
}

function notes(
  { before, behind, restartedAt }: Recording,
  { input, output, different, problem }: MadeCase,
  { node, all, limit }: FixtureFlags,
): readonly string[] {
  const noun = all === true ? 'line' : 'reply';
  const why =
    restartedAt !== undefined ? `${node} was restarted` : input >= limit ? `--limit ${limit}` : '--time';
  return [
    `${node}: ${count(input, 'message')} in, ${count(output, noun)} expected`,
    ...(before > 0 ? [`${count(before, 'earlier message')} left out`] : []),
    ...(behind > 0 ? [`${count(behind, 'later message')} left out: ${why}`] : []),
    ...(different > 0 && all !== true
      ? [
          `${different} of ${count(output + different, noun)} left out: ${different === 1 ? 'it' : 'they'} came differently in replay`,
        ]
      : []),
    ...(different > 0 && all === true
      ? [`${different} of ${count(output, noun)} came differently in replay: the case does not pass`]
      : []),
    ...(problem === undefined ? [] : problem.split('\n')),
  ];
}

function write(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new UsageError(`output: ${file} cannot be written: ${messageOf(error)}`, error);
  }
}
