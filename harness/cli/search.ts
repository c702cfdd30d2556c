/** `eddy search`: looks for runs that fail, and makes each kind of failure small. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { Random } from '../../node/index.js';
import { freshSeed } from '../cluster/build-cluster.js';
import { UsageError } from '../errors/usage-error.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { flagsBut } from '../options/flags.js';
import type { TestInput } from '../options/schema.js';
import { parseShard, type Shard, shardText } from '../options/shard.js';
import { checkedTest } from '../run/run-test.js';
import { Runner, SearchRunner } from '../search/runner.js';
import { search } from '../search/search.js';
import { searchedBy, ShardFolder } from '../search/shard-folder.js';
import { swarmTest } from '../search/swarm.js';
import type { SearchResult, SearchState } from '../search/tally.js';
import { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { duration, positive } from './positive.js';
import { concludeSearch, tryKept } from './search-outcome.js';

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
  readonly shard?: string;
  readonly output?: string;
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
    .option('--no-shrink', 'keep failures as they were found')
    .option('--shard <i/n>', 'make only the runs of one of n shards, for eddy merge; needs --seed and -o')
    .option('-o, --output <folder>', 'where a shard writes its runs; new or empty');
  addFlags(command, FLAGS);
  command.addHelpText('after', NOTES);
  command.action(async (given: Record<string, unknown> & SearchFlags) => {
    process.exitCode = await searchRuns(readFlags(given, FLAGS, []), given);
  });
}

async function searchRuns(given: TestInput, flags: SearchFlags): Promise<ExitCode> {
  if (flags.shard !== undefined && given.seed === undefined)
    throw new UsageError('search: --shard needs --seed, the same for all shards');
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
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard);
  if ((shard === undefined) !== (flags.output === undefined))
    throw new UsageError(
      'search: expected --shard and -o together: the runs of a shard are written to that folder',
    );
  const searched = searchedBy({ base, workload: workload.name, runtime, seed, runs });
  const kept =
    shard === undefined || flags.output === undefined
      ? undefined
      : new ShardFolder(flags.output, searched, shard);
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: what was found is kept', 'stopped', board.interject);
  const runner = new Runner({ runtime, jobs, limitMs });
  const searcher = new SearchRunner({ runtime, jobs, limitMs });
  const { signal } = stop;
  const shrinks = flags.shrink;
  const concluding = { store, workload: workload.name, runner, board, signal, shrinks };
  const begin = performance.now();
  const elapsed = (): number => performance.now() - begin;
  try {
    board.say(`searching ${options.workload}, ${runtime} runtime, from seed ${seed}`);
    // A shard leaves to eddy merge what is done once.
    const known = shard === undefined ? await tryKept(base, concluding) : 0;
    const result = await search({
      base,
      random,
      seed,
      jobs: runner.jobs,
      goesOn: (begun) => begun < runs && elapsed() < forMs && !stop.signal.aborted,
      run: (test) => searcher.do(test),
      shard,
      onOutcome: (counted) => kept?.record(counted),
      onRun: (state) => board.show(() => [progressLine(state, elapsed())]),
    });
    board.show(undefined);
    if (shard === undefined) return await concludeSearch(result, known, elapsed, concluding);
    process.stdout.write(shardReport(shard, result, flags.output ?? ''));
    return stop.signal.aborted ? ExitCode.unknown : ExitCode.valid;
  } finally {
    stop.release();
    board.close();
    kept?.close();
    await runner.close();
    await searcher.close();
  }
}

function progressLine({ runs, behaviours, failures }: SearchState, ms: number): string {
  const kinds = failures.length;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const found =
    failed === 0 ? 'no failure' : `${failed} failed, of ${kinds} ${kinds === 1 ? 'kind' : 'kinds'}`;
  return `  ${runs} runs (${((runs / ms) * 1000).toFixed(1)}/s), ${behaviours} behaviours, ${found}`;
}

function shardReport(shard: Shard, { runs, failures }: SearchResult, folder: string): string {
  return [
    `shard ${shardText(shard)}: ${runs} runs in ${folder}; eddy merge with all shards makes the result`,
    ...failures.map(({ fingerprint, count }) => `  ${fingerprint}: ${count}`),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}
