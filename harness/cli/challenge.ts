/** `eddy challenge`: runs the Gossip Glomers challenges, and compares each result with its target. */

import type { Command } from 'commander';
import { type ChalkInstance, plain } from '../text/colors.js';
import { type Challenge, challengeInput, CHALLENGES, challengesNamed, targetsOf } from '../run/challenges.js';
import { explain } from '../errors/explain-error.js';
import type { TestInput } from '../options/schema.js';
import { type CheckedTest, checkedTest, type TestRun } from '../run/run-test.js';
import { unlessUsage, UsageError } from '../errors/usage-error.js';
import { Board } from '../terminal/board.js';
import { ExitCode, runCode, worstCode } from './exit-code.js';
import { flagsBut } from '../options/flags.js';
import { tellIdle } from './idle-flags.js';
import { tellGitHub, type Told, toldOf, toldOfCrash } from '../export/github-actions.js';
import { onInterrupt } from './interrupt.js';
import { splitOperands } from './operands.js';
import type { View } from '../findings/summary-layout.js';
import { viewOf } from './view.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { runReport } from '../findings/run-report.js';
import { repeatLines } from '../findings/repeat-lines.js';
import { runShown } from './run-shown.js';

/** A challenge sets the options of its test, and runs it once. */
const FLAGS = flagsBut('workload', 'test-count');

const HELP = `
Challenges:
${CHALLENGES.map(({ name, title }) => `  ${name.padEnd(3)} ${title}`).join('\n')}
  all Every one of them

Each runs with the parameters and targets of https://fly.io/dist-sys; options that are given override them. Without --bin
our own programs run, configured to meet the targets.

Exit status: 0 all targets met, 1 some not, 2 unknown, 255 crash.

Examples:
  eddy challenge 3d --bin ./my-node.py
  eddy challenge all --runtime sim --seed 1
  eddy challenge 3a 3b 3c --bin ./my-node -- --verbose`;

export function challengeCommand(program: Command): void {
  const command = program
    .command('challenge')
    .description("run one of Fly.io's distributed systems challenges against your node")
    .argument('<names...>', 'challenges, such as 1 or 3d, or all; behind --, arguments for the node program');
  addFlags(command, FLAGS);
  command
    .addHelpText('after', HELP)
    .action(async (operands: string[], given: Record<string, unknown>, self: Command) => {
      const { before, behind } = splitOperands(operands, self);
      if (before.length === 0) throw new UsageError('expected a challenge such as 3d before --');
      const input = readFlags(given, FLAGS, behind);
      // Invalid options are reported before the first run.
      const rungs = challengesNamed(before).map((challenge) => {
        const wanted = challengeInput(challenge, input);
        return { challenge, input: wanted, test: checkedTest(wanted) };
      });
      for (const { test } of rungs.length === 1 ? rungs : []) tellIdle(given, input, { run: test.options });
      process.exitCode = await climb(rungs);
    });
}

interface Rung {
  readonly challenge: Challenge;
  /** The options that the challenge sets: its targets. */
  readonly input: TestInput;
  readonly test: CheckedTest;
}

async function climb(rungs: readonly Rung[]): Promise<ExitCode> {
  const board = await Board.on(process.stderr);
  const stop = onInterrupt(
    'stopping after this challenge: healing, final operations, checks',
    'stopped; what was seen so far is stored',
    board.interject,
  );
  const codes: ExitCode[] = [];
  try {
    for (const { challenge, input, test } of rungs) {
      const run = await runShown(test, stop.signal, board).catch(unlessUsage);
      process.stdout.write(describe(challenge, input, run, viewOf(process.stdout)));
      tellGitHub(() => told(challenge, input, run));
      codes.push(run instanceof Error ? ExitCode.crash : runCode(run));
      if (stop.signal.aborted) break;
    }
    if (codes.length < rungs.length) codes.push(ExitCode.unknown);
  } finally {
    stop.release();
    board.close();
  }
  return worstCode(codes);
}

function describe(
  { name, title }: Challenge,
  input: TestInput,
  run: TestRun | Error,
  { colors, columns }: View,
): string {
  const head = `challenge ${name}, ${title}`;
  if (run instanceof Error) return `${head}: ${colors.red.bold('CRASHED')}\n  ${explain(run)}\n`;
  const lines = targetsOf(input, run.summary).map(({ what, target, result, met }) => {
    const word =
      met === 'unknown' ? colors.yellow('unknown') : met ? colors.green('met') : colors.red('not met');
    return `  ${what.padEnd(20)} ${target.padEnd(9)} ${result.padEnd(10)} ${word}\n`;
  });
  const repeat = repeatLines(run, columns).map((line) => `${line}\n`);
  return `${head}: ${verdict(runCode(run), colors)}\n${lines.join('')}${repeat.join('')}`;
}

/** The run's report under the challenge's name, with its targets instead of the figures. */
function told({ name, title }: Challenge, input: TestInput, run: TestRun | Error): Told {
  const head = `challenge ${name}, ${title}`;
  if (run instanceof Error) return toldOfCrash(head, run);
  const report = runReport(run.summary);
  const targets = targetsOf(input, run.summary);
  return toldOf({
    ...report,
    title: head,
    verdict: verdict(runCode(run), plain),
    thresholds: [],
    figures: targets.map(({ what, target, result, met }) => [
      what,
      `expected ${target}, got ${result}: ${met === 'unknown' ? 'unknown' : met ? 'met' : 'not met'}`,
    ]),
  });
}

function verdict(code: ExitCode, colors: ChalkInstance): string {
  if (code === ExitCode.valid) return colors.green.bold('MET');
  return code === ExitCode.unknown ? colors.yellow.bold('UNKNOWN') : colors.red.bold('NOT MET');
}
