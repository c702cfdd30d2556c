/** `eddy challenge`: runs the Gossip Glomers challenges, and compares each result with its targets. */

import type { Command } from 'commander';
import {
  attemptTitle,
  CHALLENGE_REPORTERS,
  type ChallengeReporter,
  type ChallengeReporterName,
  toldOfAttempt,
} from '../export/challenge/index.js';
import { tellGitHub } from '../export/github-actions.js';
import { UsageError } from '../errors/usage-error.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { flagsBut } from '../options/flags.js';
import { type Attempt, type Attempted, attemptsOf, makeAttempts, ratesOf } from '../run/attempts.js';
import { CHALLENGES, challengesNamed } from '../run/challenges.js';
import { parseSeeds } from '../sweep/grid.js';
import { addOutputFlags, boardFor, type OutputFlags, reporterOf } from './output-flags.js';
import { ExitCode, runCode, worstCode } from './exit-code.js';
import { tellIdle } from './idle-flags.js';
import { onInterrupt } from './interrupt.js';
import { listOf } from './message-filter.js';
import { splitOperands } from './operands.js';
import { runAside } from './run-aside.js';
import { runShown } from './run-shown.js';
import { viewOf } from './view.js';
import { addWatchFlags, watch, type WatchFlags } from './watch.js';
import { wholeNumber } from './whole-number.js';

/** A challenge sets the options of its test; programs and seeds may be several. */
const FLAGS = flagsBut('workload', 'test-count', 'bin');

interface ChallengeFlags extends Record<string, unknown>, WatchFlags, OutputFlags<ChallengeReporterName> {
  readonly bin?: readonly string[];
  readonly seeds?: string;
  readonly jobs: number;
}

const HELP = `
Challenges:
${CHALLENGES.map(({ name, title }) => `  ${name.padEnd(3)} ${title}`).join('\n')}
  all Every one of them

Each runs with the parameters and targets of https://fly.io/dist-sys; options that are given override them. Without --bin
our own programs run, configured to meet the targets. With several --bin (own is Eddy's) or challenges a table follows.

--jobs is for live runs. Challenges whose targets are latencies (3d, 3e) run alone all the same, after the others, and
so do runs in simulated and in virtual time.

Exit status: 0 all targets met, 1 some not, 2 unknown or interrupted, 254 wrong usage, 255 crash (of a node too). Of
several runs the status is the gravest: 255, then 2, then 1.

Examples:
  eddy challenge 3d --bin ./my-node.py
  eddy challenge 3c --bin ./my-node.py --seeds 5             met in how many of 5 runs
  eddy challenge all --runtime sim --seed 1
  eddy challenge 1 2 3a --bin alice/node.py --bin bob/node.py --jobs 4 --reporter junit > results.xml
  eddy challenge 3a 3b 3c --bin ./my-node -- --verbose`;

export function challengeCommand(program: Command): void {
  const command = program
    .command('challenge')
    .description("run one of Fly.io's distributed systems challenges against your node")
    .argument('<names...>', 'challenges, such as 1 or 3d, or all; behind --, arguments for the node program')
    .option(
      '--bin <file>',
      'node program: a file or a command on PATH; repeatable, to compare; default: our own program',
      listOf((text) => text),
    )
    .option('--seeds <number>', 'run each with this many seeds, or with a range such as 5..24')
    .option('--jobs <number>', 'live runs side by side', wholeNumber('jobs', 1, 9999), 1);
  addOutputFlags(command, Object.keys(CHALLENGE_REPORTERS));
  addWatchFlags(command);
  addFlags(command, FLAGS);
  command
    .addHelpText('after', HELP)
    .action(async (operands: string[], given: ChallengeFlags, self: Command) => {
      if (given.watch === true) {
        process.exitCode = await watch(given, given.bin ?? []);
        return;
      }
      const { before, behind } = splitOperands(operands, self);
      if (before.length === 0) throw new UsageError('challenge: expected a challenge such as 3d before --');
      const input = readFlags(given, FLAGS, behind);
      const { bin: bins = [], seeds } = given;
      const attempts = attemptsOf({
        challenges: challengesNamed(before),
        bins,
        seeds: seeds === undefined ? undefined : parseSeeds(seeds),
        given: input,
      });
      for (const { test } of attempts.length === 1 ? attempts : [])
        tellIdle(given, input, { run: test.options });
      process.exitCode = await climb(attempts, given, bins.length > 1);
    });
}

async function climb(
  attempts: readonly Attempt[],
  flags: ChallengeFlags,
  goesOn: boolean,
): Promise<ExitCode> {
  const { jobs } = flags;
  const name = reporterOf(flags);
  const report = reporterNamed(name);
  const board = await boardFor(flags);
  const stop = onInterrupt(
    'stopping after this challenge: healing, final operations, checks',
    'stopped; what was seen so far is stored',
    board.interject,
  );
  const over: Attempted[] = [];
  const done = (attempted: Attempted): void => {
    over.push(attempted);
    report.attempt(attempted);
    // Other reporters write for programs, which expect nothing else on stdout.
    tellGitHub(() => toldOfAttempt(attempted), name === 'spec' ? process.stdout : process.stderr);
  };
  const run = (attempt: Attempt): ReturnType<typeof runShown> =>
    jobs === 1
      ? runShown(attempt.test, stop.signal, board)
      : runAside(attemptTitle(attempt), attempt.test, stop.signal, board);
  try {
    report.begin(attempts.length);
    const now = (): number => performance.now();
    const left = await makeAttempts(attempts, { jobs, signal: stop.signal, run, goesOn, now }, done);
    const met = over.filter(({ verdict }) => verdict === 'met').length;
    report.end({ rates: ratesOf(over), met, attempts: over.length, left });
    return worstCode([...over.map(codeOf), ...(left > 0 ? [ExitCode.unknown] : [])]);
  } finally {
    stop.release();
    board.close();
  }
}

function codeOf({ run }: Attempted): ExitCode {
  return run instanceof Error ? ExitCode.crash : runCode(run);
}

function reporterNamed(name: ChallengeReporterName): ChallengeReporter {
  const write = (text: string): void => {
    process.stdout.write(text);
  };
  return CHALLENGE_REPORTERS[name]({ write, view: viewOf(process.stdout), cwd: process.cwd() });
}
