/** `eddy search`: looks for runs that fail, and makes each kind of failure small. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { Random } from '../../node/index.js';
import { freshSeed } from '../cluster/build-cluster.js';
import { UsageError } from '../errors/usage-error.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { flagsBut } from '../options/flags.js';
import type { TestInput } from '../options/schema.js';
import type { RunPlan } from '../plan/run-plan.js';
import { checkedTest } from '../run/run-test.js';
import { keepFailure, type KeptFailure, keptFailures } from '../search/failures.js';
import { Runner } from '../search/runner.js';
import { type FailureGroup, search, type SearchResult, type SearchState } from '../search/search.js';
import { SearchRunner } from '../search/search-runner.js';
import { shrink, sizeText } from '../search/shrink.js';
import { swarmTest } from '../search/swarm.js';
import { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { duration, positive } from './positive.js';

const FLAGS = flagsBut('test-count', 'log-net-send', 'log-net-recv', 'log-stderr', 'faults');

const NOTES = `
Each run draws which faults there are at all, how many nodes, rate, latency, and in which order messages arrive; options that
are given stay as they are. --nemesis names the faults to draw from: without it partition, pause, slow, reorder and loss.

Failures are grouped by their kind. The first run of each kind is made small (eddy shrink) and kept in store/failures: the next
search tries what is there first, so that a failure that comes back shows at once.

Runs are simulated; a program that is not JavaScript on eddy/node needs --runtime virtual.

Exit status: 0 nothing found, 1 failures found, 254 wrong usage, 255 no run could be made.

Examples:
  eddy search -w broadcast --bin ./my-node.js --for 2m
  eddy search -w lin-kv --bin ./raft.py --runtime virtual --runs 200 --nemesis partition,kill
  eddy search -w kafka --bin ./log.js --runs 1000 --seed 1 --no-shrink`;

interface SearchFlags {
  readonly for?: string;
  readonly runs?: string;
  readonly jobs?: string;
  readonly shrink: boolean;
  readonly runLimit?: string;
}

export function searchCommand(program: Command): void {
  const command = program
    .command('search')
    .description('look for runs that fail, and make each kind of failure small');
  command
    .option('--for <time>', 'how long to search, such as 90s or 2m; default 1m, without --runs')
    .option('--runs <number>', 'how many runs to make')
    .option('--jobs <number>', 'simulated runs side by side; default: one per processor')
    .option('--run-limit <seconds>', 'wall-clock time that a run may take; default 60')
    .option('--no-shrink', 'keep failures as they were found');
  addFlags(command, FLAGS);
  command.addHelpText('after', NOTES);
  command.action(async (given: Record<string, unknown> & SearchFlags) => {
    process.exitCode = await searchRuns(readFlags(given, FLAGS, []), given);
  });
}

async function searchRuns(given: TestInput, flags: SearchFlags): Promise<ExitCode> {
  const { store = 'store', seed = freshSeed(), runtime = 'sim', ...rest } = given;
  if (runtime !== 'sim' && runtime !== 'virtual') {
    throw new UsageError(
      `search: expected --runtime sim or virtual, got ${runtime}: live runs do not repeat themselves`,
    );
  }
  const base: TestInput = { ...rest, runtime };
  const random = new Random(seed).fork('search');
  const { options, workload } = checkedTest(swarmTest(base, random, seed).input);
  const jobs = positive('--jobs', flags.jobs) ?? availableParallelism();
  const limitMs = (positive('--run-limit', flags.runLimit) ?? 60) * 1000;
  const runs = positive('--runs', flags.runs) ?? Infinity;
  const forMs =
    flags.for === undefined ? (runs === Infinity ? 60_000 : Infinity) : duration('--for', flags.for);
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: what was found is kept', 'stopped', board.interject);
  const runner = new Runner({ runtime, jobs, limitMs });
  const searcher = new SearchRunner({ runtime, jobs, limitMs });
  const begin = performance.now();
  const elapsed = (): number => performance.now() - begin;
  try {
    board.say(`searching ${options.workload}, ${runtime} runtime, from seed ${seed}`);
    const kept = keptFailures(store, workload.name).map(({ file, plan }) => ({
      file,
      plan: ofProgram(plan, base),
    }));
    const known = await tryKept(kept, runner, board);
    const result = await search({
      base,
      random,
      seed,
      jobs: runner.jobs,
      goesOn: (begun) => begun < runs && elapsed() < forMs && !stop.signal.aborted,
      run: (test) => searcher.run(test),
      onRun: (state) => board.show(() => [progressLine(state, elapsed())]),
    });
    board.show(undefined);
    for (const failure of result.failures) {
      const small =
        flags.shrink && !stop.signal.aborted
          ? await smallest(failure, runner, board, stop.signal)
          : failure.plan;
      const file = keepFailure(store, workload.name, failure.fingerprint, small);
      process.stdout.write(failureText(failure, small, file));
    }
    process.stdout.write(closing(result, elapsed()));
    if (result.runs === 0 && result.broken !== undefined) return ExitCode.crash;
    return result.failures.length + known > 0 ? ExitCode.invalid : ExitCode.valid;
  } finally {
    stop.release();
    board.close();
    await runner.close();
    await searcher.close();
  }
}

/** The plan for the program that is searched: it may have been found in another version of it, or in another one. */
function ofProgram(plan: RunPlan, { bin, args, runtime }: TestInput): RunPlan {
  const { bin: _, args: __, ...options } = plan.options;
  return {
    ...plan,
    options: {
      ...options,
      ...(runtime !== undefined && { runtime }),
      ...(bin !== undefined && { bin }),
      ...(args !== undefined && { args }),
    },
  };
}

/** How many of the failures that were found before are still there. */
async function tryKept(kept: readonly KeptFailure[], runner: Runner, board: Board): Promise<number> {
  let failing = 0;
  for (const { file, plan } of kept) {
    const { fingerprint } = await runner.run(plan);
    const where = path.relative(process.cwd(), file);
    if (fingerprint !== undefined) failing++;
    board.say(printable(`  found before: ${where}: ${fingerprint ?? 'does not fail any more'}`));
  }
  return failing;
}

async function smallest(
  { fingerprint, plan }: FailureGroup,
  runner: Runner,
  board: Board,
  signal: AbortSignal,
): Promise<RunPlan> {
  // A search draws what a plan does not hold, such as a node that never ends: then it is kept as it is.
  if ((await runner.run(plan)).fingerprint !== fingerprint) return plan;
  const shrunk = await shrink(plan, fingerprint, {
    run: async (each) => (await runner.run(each)).fingerprint,
    jobs: runner.jobs,
    signal,
    onSmaller: (smaller, runs) =>
      board.show(() => [printable(`  shrinking ${fingerprint}: ${sizeText(smaller)} after ${runs} runs`)]),
  });
  board.show(undefined);
  return shrunk.plan;
}

function progressLine({ runs, behaviours, failures }: SearchState, ms: number): string {
  const kinds = failures.length;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const found =
    failed === 0 ? 'no failure' : `${failed} failed, of ${kinds} ${kinds === 1 ? 'kind' : 'kinds'}`;
  return `  ${runs} runs (${((runs / ms) * 1000).toFixed(1)}/s), ${behaviours} behaviours, ${found}`;
}

function failureText({ fingerprint, count, first }: FailureGroup, plan: RunPlan, file: string): string {
  const where = path.relative(process.cwd(), file);
  return printable(
    `${fingerprint}: ${count} ${count === 1 ? 'run' : 'runs'}, first run ${first}; ${sizeText(plan)}`,
  ).concat(`\n  eddy test --plan ${printable(where)}\n`);
}

function closing(result: SearchResult, ms: number): string {
  const { runs, behaviours, lastNew, newChance, unseenFailures, broken, failures } = result;
  const share = (value: number): string => `${(value * 100).toFixed(value < 0.01 ? 2 : 1)} %`;
  return [
    `${runs} runs in ${(ms / 1000).toFixed(1)} s: ${failures.length === 0 ? 'no failure' : `${failures.length} ${failures.length === 1 ? 'kind' : 'kinds'} of failure`}`,
    `  behaviours   ${behaviours}, the last new one in run ${lastNew}; the next run shows a new one with a chance of about ${share(newChance)}`,
    `  not seen     any other failure is in at most ${share(unseenFailures)} of such runs (95 % confidence)`,
    ...(broken === undefined ? [] : [printable(`  not made     ${broken.count} runs: ${broken.reason}`)]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
