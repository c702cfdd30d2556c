/** `eddy test`: runs a workload against a cluster, from start to verdict. */

import path from 'node:path';
import type { Command } from 'commander';
import { type CheckedTest, checkedTest, plannedTest, type TestRun } from '../run/run-test.js';
import type { TestInput } from '../options/schema.js';
import { readPlan } from '../plan/plan-file.js';
import { WITHOUT_CHANCE } from '../plan/run-plan.js';
import { checkVerifiable, verify } from '../run/verify.js';
import { colorsFor } from '../text/colors.js';
import { differenceLines } from '../trace/difference-text.js';
import { optionError, UsageError } from '../errors/usage-error.js';
import { RUN_REPORTERS, type RunReporterName } from '../export/run-reporters.js';
import { readTestFile, withTestFile } from '../options/test-file.js';
import { addOutputFlags, boardFor, type OutputFlags, reporterOf } from './output-flags.js';
import { addWatchFlags, watch, type WatchFlags } from './watch.js';
import { ExitCode, runCode } from './exit-code.js';
import { tellGitHub, toldOf, toldOfCrash } from '../export/github-actions.js';
import { onInterrupt } from './interrupt.js';
import { tellIdle } from './idle-flags.js';
import { flagsBut, WITHOUT_EFFECT } from '../options/flags.js';
import { CONTROL_HELP } from './control-help.js';
import { WORKLOADS } from '../workloads/index.js';
import { programArguments } from './operands.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { runReport } from '../findings/run-report.js';
import { runShown } from './run-shown.js';
import { summary } from '../findings/summary.js';
import { placesOf, viewOf } from './view.js';

const FLAGS = flagsBut();

export function testCommand(program: Command): void {
  const command = program
    .command('test')
    .description('run a workload against a cluster of your nodes, and check what they did')
    .argument('[args...]', 'arguments for the node program, after --');
  addFlags(command, FLAGS);
  command.option(
    '-f, --file <file>',
    'a test file: options as keys of YAML; those of the command line override them',
  );
  command.option(
    '--plan <file>',
    'play a plan (eddy record) instead of what a seed draws; the other flags override its options',
  );
  addOutputFlags(command, ['spec', ...Object.keys(RUN_REPORTERS)]);
  addWatchFlags(command);
  command.option('--verify', 'in simulated time: run it twice, and say whether both runs were the same');
  command.addHelpText(
    'after',
    `
Workloads:
${workloadLines()}

What --fault and --schedule can do at a time:
${CONTROL_HELP}

Accepted for the sake of command lines written for Maelstrom, without effect:
  ${WITHOUT_EFFECT.join(', ')}

Without -w the workload is lin-kv, as in Maelstrom.

Exit status: 0 valid, 1 invalid, 2 unknown, 254 wrong usage, 255 crash (of a node too).

Examples:
  eddy test -w broadcast --time-limit 10 --rate 100 --nemesis partition --expect 'msgs-per-op<30'
  eddy test -w echo --bin ./echo.py --node-count 1 --time-limit 5
  eddy test -w lin-kv --bin ./raft.py --nemesis kill,pause,partition --nemesis-interval 5
  eddy test -w broadcast --fault '2:slow n1 10' --fault 4:fast --fault '5:kill n2' --fault '7:restart n2'
  eddy test -w broadcast --runtime sim --seed 7 --node-count 25 --latency 100 --rate 100 --time-limit 20
  eddy test -w echo --bin ./node --runtime virtual --time-limit 5 --watch --build 'go build -o node .'
  eddy test -f test.yaml --seed 8 --reporter junit > results.xml
  eddy test -w broadcast --bin ./my-node --runtime virtual --seed 7 --time-limit 20 --verify`,
  );
  command.action(async (operands: string[], given: TestFlags, self: Command) => {
    const file = given.file === undefined ? {} : readTestFile(given.file);
    const bin = given['bin'] ?? file.bin;
    const args = programArguments(operands, self, bin);
    if (given.watch === true) {
      process.exitCode = await watch(given, typeof bin === 'string' ? [bin] : []);
      return;
    }
    const input = withTestFile(file, readFlags(given, FLAGS, args));
    const checked = given.plan === undefined ? checkedTest(input) : planTest(given.plan, input);
    checkReporter(given, checked);
    tellIdle(given, input, { run: checked.options });
    const verified = given['verify'] === true;
    if (verified) checkVerifiable(checked);
    process.exitCode = await runs(checked, verified, given);
  });
}

interface TestFlags extends Record<string, unknown>, WatchFlags, OutputFlags<RunReporterName | 'spec'> {
  readonly file?: string;
  readonly plan?: string;
}

/** The reports of other programs hold one run. */
function checkReporter(flags: TestFlags, { options }: CheckedTest): void {
  const reporter = reporterOf(flags);
  if (reporter === 'spec' || options['test-count'] === 1) return;
  throw optionError('reporter', `${reporter} reports one run: expected --test-count 1, or spec`);
}

/** The plan in a file, with options that override its own. */
function planTest(file: string, input: TestInput): CheckedTest {
  const drawing = Object.keys(input).find((name) => Object.hasOwn(WITHOUT_CHANCE, name));
  if (drawing === undefined) return plannedTest(readPlan(file), input);
  throw new UsageError(
    `--${drawing} cannot be given with --plan, which draws nothing: edit the plan instead`,
  );
}

function workloadLines(): string {
  const width = Math.max(...WORKLOADS.map(({ name }) => name.length));
  return WORKLOADS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n');
}

/** Each of several runs has its own seed: the given one, then the next numbers. */
function seedOf(first: number, run: number): number {
  return (first + run - 1) % 2 ** 32;
}

function closing(done: number, count: number, code: ExitCode, seed: number): string {
  if (code !== ExitCode.valid) {
    const rest = count === done ? '' : `, ${count - done} not made`;
    return `run ${done} of ${count} was not valid: seed ${seed} (${done - 1} valid before it${rest})\n`;
  }
  return done === count
    ? `${done} of ${count} runs valid\n`
    : `${done} of ${count} runs valid, ${count - done} not made (interrupted)\n`;
}

/** Says whether a second run is the same, or where the first difference is. It changes no verdict. */
async function tellRepeatable(test: CheckedTest, run: TestRun, signal: AbortSignal): Promise<void> {
  const comparison = await verify(test, run, signal);
  if (comparison === undefined) return;
  if (comparison.difference === undefined) {
    process.stdout.write('  repeatable: yes\n');
    return;
  }
  const compared = {
    ...comparison,
    left: 'the first run',
    right: 'the second run, of the same seed',
    options: [],
  };
  const lines = differenceLines(compared, colorsFor('stdout'), viewOf(process.stdout).columns);
  process.stdout.write(`  repeatable: no\n${lines.map((line) => `    ${line}\n`).join('')}`);
}

function reportOf(run: TestRun, reporter: RunReporterName | 'spec'): string {
  if (reporter === 'spec') return summary(run, placesOf(run), viewOf(process.stdout));
  const shown = run.folder === undefined ? undefined : path.relative(process.cwd(), run.folder);
  return [...RUN_REPORTERS[reporter]({ ...run, shown })].map((line) => `${line}\n`).join('');
}

async function runs(checked: CheckedTest, verified: boolean, flags: TestFlags): Promise<ExitCode> {
  const { options, workload } = checked;
  const { 'test-count': count, seed } = options;
  const reporter = reporterOf(flags);
  const board = await boardFor(flags);
  const stop = onInterrupt(
    'stopping: healing, final operations, checks',
    'stopped; what was seen so far is stored',
    board.interject,
  );
  try {
    for (let i = 1; ; i++) {
      const test = {
        ...checked,
        options: seed === undefined ? options : { ...options, seed: seedOf(seed, i) },
      };
      const run = await runShown(test, stop.signal, board);
      process.stdout.write(reportOf(run, reporter));
      if (verified && !stop.signal.aborted) await tellRepeatable(test, run, stop.signal);
      // Other reporters write for programs, which expect nothing else on stdout.
      tellGitHub(() => toldOf(runReport(run.summary)), reporter === 'spec' ? process.stdout : process.stderr);
      const code = runCode(run);
      const isLast = code !== ExitCode.valid || i >= count || stop.signal.aborted;
      if (isLast && count > 1) process.stdout.write(closing(i, count, code, run.seed));
      // Runs that were not started have no verdict.
      if (isLast) return code === ExitCode.valid && i < count ? ExitCode.unknown : code;
    }
  } catch (error) {
    tellGitHub(() => toldOfCrash(workload.name, error));
    throw error;
  } finally {
    stop.release();
    board.close();
  }
}
