/** `eddy doctor [program]`: whether its runs repeat themselves, and which calls let the outside in. */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { programFile, programNames, programPath } from '../cluster/program.js';
import { examinationJson, examinationLines, isClean } from '../doctor/examination-text.js';
import { examine } from '../doctor/examine.js';
import { UsageError } from '../errors/usage-error.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { flagsBut } from '../options/flags.js';
import type { TestInput } from '../options/schema.js';
import { checkedTest } from '../run/run-test.js';
import { Board } from '../terminal/board.js';
import { colorsFor } from '../text/colors.js';
import { workloadNamed, WORKLOADS } from '../workloads/index.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { splitOperands } from './operands.js';
import { positive } from './positive.js';
import { viewOf } from './view.js';

const FLAGS = flagsBut('bin', 'test-count', 'log-net-send', 'log-net-recv', 'log-stderr', 'store');

/** A short run in which messages are lost, so that what a program does then is seen too. */
const USUAL = {
  'time-limit': 5,
  rate: 20,
  latency: 20,
} satisfies TestInput;
const FAULTS: TestInput = { nemesis: ['partition'], 'nemesis-interval': 1.5 };

const NOTES = `
The program is a file or one of Eddy's own by its name; without it, Eddy's own program of the workload. Each seed is run twice in
fresh threads, and once in a thread that has run another seed: the journals must be the same. In a simulated run the calls of the
program that let the outside in are named with file, line and column, and what to use instead.

Without other options a run is short: --time-limit 5 --rate 20 --latency 20 --nemesis partition --nemesis-interval 1.5.

Exit status: 0 repeatable, 1 not, or calls were seen that can make runs differ, 2 interrupted, or a run did not come to its end,
254 wrong usage.

Examples:
  eddy doctor ./my-node.js -w broadcast
  eddy doctor ./raft.py -w lin-kv --runtime virtual --seeds 5
  eddy doctor lin-kv --time-limit 20 --nemesis kill,pause --json`;

interface DoctorFlags {
  readonly seeds?: string;
  readonly runLimit?: string;
  readonly json?: true;
}

export function doctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('find what keeps simulated runs of a program from repeating themselves')
    .argument('[program]', 'a file, a command, or a program of ours; arguments for it after --')
    .argument('[args...]');
  command
    .option('--seeds <number>', 'how many seeds to run; default 3')
    .option('--run-limit <seconds>', 'wall-clock time that a run may take; default 60')
    .option('--json', 'the result as one JSON object');
  addFlags(command, FLAGS);
  command.addHelpText('after', NOTES);
  command.action(
    async (
      name: string | undefined,
      more: string[],
      given: Record<string, unknown> & DoctorFlags,
      self: Command,
    ) => {
      const operands = [...(name === undefined ? [] : [name]), ...more];
      const { before, behind } = splitOperands(operands, self);
      if (before.length > 1) {
        throw new UsageError(
          `doctor: expected one program, got ${before.join(' ')}: its arguments go behind --`,
        );
      }
      process.exitCode = await doctor(before[0], readFlags(given, FLAGS, behind), given);
    },
  );
}

async function doctor(name: string | undefined, given: TestInput, flags: DoctorFlags): Promise<ExitCode> {
  const { runtime = 'sim', seed = 1 } = given;
  if (runtime !== 'sim' && runtime !== 'virtual') {
    throw new UsageError(
      `doctor: expected --runtime sim or virtual, got ${runtime}: live runs do not repeat themselves`,
    );
  }
  const count = positive('--seeds', flags.seeds) ?? 3;
  if (!Number.isInteger(count)) throw new UsageError(`--seeds expects a whole number, got ${count}`);
  const limitMs = (positive('--run-limit', flags.runLimit) ?? 60) * 1000;
  const workload = given.workload ?? workloadOf(name);
  const program = fileOf(name, given.args) ?? programFile(workloadNamed(workload ?? 'lin-kv').program);
  // The names of workloads are checked with the other options.
  const test = {
    ...USUAL,
    ...(isAlone(given) ? {} : FAULTS),
    ...given,
    runtime,
    bin: program,
    ...(workload !== undefined && { workload }),
  } as TestInput;
  checkedTest(test);
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: the seeds that are complete count', 'stopped', board.interject);
  try {
    const examination = await examine({
      program,
      test,
      seeds: Array.from({ length: count }, (_, i) => (seed + i) % 2 ** 32),
      limitMs,
      signal: stop.signal,
      onSeed: (each) => board.show(() => [`  seed ${each}`]),
    });
    board.show(undefined);
    const view = { runtime, colors: colorsFor('stdout'), width: viewOf(process.stdout).columns };
    const lines =
      flags.json === true ? [examinationJson(examination, runtime)] : examinationLines(examination, view);
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    if (!isClean(examination)) return ExitCode.invalid;
    const isWhole = examination.seeds === count && examination.errors.length === 0;
    return isWhole ? ExitCode.valid : ExitCode.unknown;
  } finally {
    stop.release();
    board.close();
  }
}

/** There is nothing to part. */
function isAlone({ 'node-count': count, nodes }: TestInput): boolean {
  return count === undefined ? nodes?.length === 1 : count === 1;
}

/** The workload that a program of ours is named after. */
function workloadOf(name: string | undefined): string | undefined {
  return WORKLOADS.find((each) => each.name === name)?.name;
}

/** A file of the user's goes before a program of ours of that name. */
function fileOf(name: string | undefined, args: readonly string[] = []): string | undefined {
  if (name === undefined) return undefined;
  return programNames().includes(name) && !existsSync(name)
    ? programFile(name)
    : programPath(name, undefined, args);
}
