/** `eddy sweep`: finds the best parameters by running all combinations. */

import path from 'node:path';
import type { Command } from 'commander';
import { colorsFor } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { completeOptions, type TestInput } from '../options/schema.js';
import { parseShard, type Shard, shardText } from '../options/shard.js';
import type { Value } from '../options/option-value.js';
import { type Keep, KEEPS } from '../sweep/executor.js';
import { parseSeeds } from '../sweep/grid.js';
import { parseTarget } from '../sweep/recommend.js';
import { sweep, type SweepInput } from '../sweep/sweep.js';
import type { Sweep } from '../sweep/outcome.js';
import { UsageError } from '../errors/usage-error.js';
import { choice } from './choice.js';
import { ExitCode } from './exit-code.js';
import { flagsBut } from '../options/flags.js';
import { tellIdle } from './idle-flags.js';
import { onInterrupt } from './interrupt.js';
import { programArguments } from './operands.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { wholeNumber } from './whole-number.js';
import { SweepProgress } from '../terminal/sweep-progress.js';
import { sweepReport } from '../sweep/table.js';

/** Flags that a sweep does not take: it has its own seeds, shows no single run, and takes several programs. */
const FLAGS = flagsBut('seed', 'test-count', 'log-net-send', 'log-net-recv', 'log-stderr', 'bin');

interface SweepFlags {
  readonly vary?: readonly string[];
  readonly bin?: readonly string[];
  readonly seeds?: string;
  readonly target?: string;
  readonly jobs?: number;
  readonly keep: Keep;
  readonly runLimit?: number;
  readonly resume?: string | true;
  readonly shard?: string;
  readonly output?: string;
}

const HELP = `
What --vary takes: NAME=VALUES. A name is an option of eddy test, else a field of configure; configure.NAME, env.NAME (an
environment variable) and arg.--NAME (an argument of the program; arg.NAME where {NAME} stands behind --) say which.
Values are separated by commas, lists within a value by +; 0..2000:100 is a range. Every combination is run with the same
seeds. --bin given more than once compares programs (own is Eddy's).

Examples:
  eddy sweep -w broadcast --node-count 25 --rate 100 --latency 100 --time-limit 20 --nemesis partition \\
    --vary fanout=1,4,24 --vary gossip_interval_ms=0..2000:100 --seeds 20 --target 'msgs-per-op<30,stable-max<600'
  eddy sweep -w broadcast --bin ./mine.js --bin own --vary latency=0..200:50
  eddy sweep -w broadcast --bin ./node.py --vary env.WINDOW_MS=50..500:50 --seeds 3
  eddy sweep --resume                                         the latest sweep, where it stopped

Exit status: 0 done (with --target: some point met it in every seed), 1 no point did or none was ever good, 2 stopped early.`;

export function sweepCommand(program: Command): void {
  const repeated = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];
  const command = program
    .command('sweep')
    .description('run a grid of parameters with many seeds, and say which to take')
    .argument('[args...]', 'arguments for the node program, after --')
    .option(
      '--vary <name=values>',
      'what varies, such as fanout=1,4,24 or latency=0..200:50 (repeatable)',
      repeated,
    )
    .option('--seeds <number>', 'how many, or a range such as 5..24; default 10')
    .option(
      '--target <thresholds>',
      "what to meet, such as 'msgs-per-op<30,stable-max<600'; default: the knee",
    )
    .option('--bin <file>', 'node program; repeatable, to compare; default: our own program', repeated)
    .option(
      '--jobs <number>',
      'simulated runs side by side; default: one per processor',
      wholeNumber('jobs', 1, 9999),
    )
    .addOption(choice('--keep <runs>', 'whose history and journal stay on disk', KEEPS).default('failed'))
    .option(
      '--run-limit <seconds>',
      'wall-clock time that a simulated run may take; default 600',
      wholeNumber('run-limit', 1, 999_999),
    )
    .option('--resume [folder]', 'go on with a sweep; default: the latest')
    .option('--shard <i/n>', 'make only the runs of one of n shards, for eddy merge')
    .option('-o, --output <folder>', 'the folder of the sweep, new or empty; default: store/sweep/<time>');
  addFlags(command, FLAGS);
  command.addHelpText('after', HELP);
  command.action(async (operands: string[], given: Record<string, unknown> & SweepFlags, self: Command) => {
    const input = readInput(programArguments(operands, self, given.bin), given);
    // A varied option may be the one that gives another option its effect.
    if (input.vary === undefined && given.resume === undefined) {
      const { test = {} } = input;
      tellIdle(given, test, { run: completeOptions(test) });
    }
    process.exitCode = await run(input, given);
  });
}

function readInput(args: readonly string[], given: Record<string, unknown> & SweepFlags): SweepInput {
  const { vary: texts = [], bin: bins = [], seeds, target } = given;
  const { args: _, ...read } = readFlags(given, FLAGS, []);
  const test: TestInput = {
    ...read,
    ...(args.length > 0 && { args: [...args] }),
    ...(bins.length === 1 && { bin: bins[0] }),
  };
  const vary: Record<string, string | readonly Value[]> = bins.length > 1 ? { bin: bins } : {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals < 1) {
      throw new UsageError(
        `--vary expects a name, = and values, such as fanout=1,4,24, got ${JSON.stringify(text)}`,
      );
    }
    const name = text.slice(0, equals).trim();
    if (name in vary) throw new UsageError(`--vary ${name}: it is varied twice`);
    vary[name] = text.slice(equals + 1);
  }
  return {
    test,
    ...(Object.keys(vary).length > 0 && { vary }),
    ...(seeds !== undefined && { seeds: parseSeeds(seeds) }),
    ...(target !== undefined && { target }),
  };
}

async function run(
  input: SweepInput,
  { jobs, keep, runLimit, resume, shard, output }: SweepFlags,
): Promise<ExitCode> {
  const progress = new SweepProgress(
    process.stderr,
    input.target === undefined ? [] : parseTarget(input.target),
  );
  const stop = onInterrupt(
    'stopping when the runs under way have ended',
    'stopped; eddy sweep --resume goes on',
  );
  let result: Sweep;
  try {
    result = await sweep(input, {
      keep,
      ...(jobs !== undefined && { jobs }),
      ...(runLimit !== undefined && { runLimit }),
      ...(resume !== undefined && { resume }),
      ...(shard !== undefined && { shard: parseShard(shard) }),
      ...(output !== undefined && { output }),
      signal: stop.signal,
      listener: progress,
    });
  } finally {
    stop.release();
    progress.end();
  }
  if (result.shard !== undefined) {
    process.stdout.write(shardReport(result, result.shard));
    return result.interrupted ? ExitCode.unknown : ExitCode.valid;
  }
  process.stdout.write(sweepReport(result, colorsFor('stdout'), process.cwd()));
  return sweepCode(result);
}

/** The verdict is that of all shards together. */
function shardReport({ points, failures, folder }: Sweep, shard: Shard): string {
  const runs = points.reduce((sum, point) => sum + point.runs.length, 0);
  const place = printable(path.relative(process.cwd(), folder) || '.');
  return (
    `shard ${shardText(shard)}: ${runs} runs, ${failures.length} failed, in ${place}; ` +
    'eddy merge with all shards makes the result\n'
  );
}

export function sweepCode({ interrupted, recommendation, target }: Sweep): ExitCode {
  if (interrupted) return ExitCode.unknown;
  if (recommendation === undefined) return ExitCode.invalid;
  return target.length === 0 || recommendation.met === recommendation.seeds
    ? ExitCode.valid
    : ExitCode.invalid;
}
