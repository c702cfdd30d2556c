/**
 * A sweep: every point of a grid of parameters, run with the same seeds, and a recommendation from the figures.
 *
 * Simulated runs go to a pool of threads, live ones are executed one after the other. Each run is on disk as soon as
 * it has ended; one that crashes is a record like any other. Every point gets its first seed before any gets its
 * second: a sweep that is broken off has covered the whole grid.
 */

import type { TestInput } from '../options/schema.js';
import { UsageError } from '../errors/usage-error.js';
import type { Value } from '../options/option-value.js';
import { isOfShard, type Shard } from '../options/shard.js';
import { type Axis, axis, parseAxis } from './axis.js';
import { byRun, conclude, keyOfPlanned, plannedRuns } from './conclude.js';
import type { Keep } from './executor.js';
import { SweepFolder } from './folder.js';
import { parseSeeds, type PlannedRun, pointsOf } from './grid.js';
import { checkSame, makePlan, type Plan } from './plan.js';
import type { Sweep } from './outcome.js';
import { parseTarget } from './recommend.js';
import { writeReports } from './reports.js';
import { runAll } from './run-all.js';
import type { RunRecord } from './run-record.js';

/** What a sweep runs: a test, what varies in it, and with which seeds. */
export interface SweepInput {
  /** The options of all runs; `seed` is ignored. */
  readonly test?: TestInput;
  /** The axes: values by name as in `--vary`, where a text may hold lists and ranges. */
  readonly vary?: Readonly<Record<string, string | readonly Value[]>>;
  /** The seeds, or how many: 1, 2, ... 10 by default. */
  readonly seeds?: number | readonly number[];
  /** Demands separated by commas, such as `msgs-per-op<30,stable-max<600`. */
  readonly target?: string;
}

/** How a sweep runs, and what it keeps. */
export interface SweepOptions {
  /** How many simulated runs are executed side by side; one per processor by default. */
  readonly jobs?: number;
  /**
   * The runs whose history and journal are kept on disk; `failed` by default, of simulated runs the first of each
   * point.
   */
  readonly keep?: Keep;
  /** Seconds of the wall clock that a simulated run may take; 600 by default. */
  readonly runLimit?: number;
  /**
   * Continues this sweep: a folder, or true for the latest. Without `vary` and `test` its own are used, and its own
   * target unless another is given.
   */
  readonly resume?: string | true;
  /** Stops: runs under way are finished (live ones are given up), and the reports written. */
  readonly signal?: AbortSignal;
  /** Makes only the runs of this shard, and no reports: `mergeSweeps` makes them of all shards. */
  readonly shard?: Shard;
  /** The folder of the sweep, new or empty; `store/sweep/<time>` by default. */
  readonly output?: string;
  readonly listener?: SweepListener;
}

/** Hears what a sweep does. All are called in order, from the thread of the caller. */
export interface SweepListener {
  /** `done` runs are known from before. */
  readonly start?: (sweep: {
    readonly plan: Plan;
    readonly total: number;
    readonly done: number;
    readonly folder: string;
  }) => void;
  /** Something of Eddy's own that a person should know. */
  readonly note?: (text: string) => void;
  /** A run has ended. */
  readonly run?: (record: RunRecord, planned: PlannedRun) => void;
}

const DEFAULT_SEEDS = 10;

/**
 * Runs a test at each combination of parameters with each seed, and says which to take. Simulated runs are done side
 * by side, others one after the other. Rejects with a UsageError if the input makes no sense. Runs that fail are in
 * the result.
 */
export async function sweep(input: SweepInput, options: SweepOptions = {}): Promise<Sweep> {
  const { listener = {}, signal = new AbortController().signal } = options;
  // An invalid target is reported before any file is made.
  if (input.target !== undefined) parseTarget(input.target);
  const { plan, folder, records, shard } = await prepare(input, options);
  const all = plannedRuns(plan, pointsOf(plan.axes));
  const mine = shard === undefined ? all : all.filter((_, i) => isOfShard(shard, i));
  const known = byRun(records);
  const left = mine.filter((each) => !known.has(keyOfPlanned(each)));
  folder.startRecording(records);
  listener.start?.({ plan, total: mine.length, done: mine.length - left.length, folder: folder.path });
  try {
    await runAll(left, options, { plan, records, signal }, folder, (each, record) => {
      known.set(keyOfPlanned(each), record);
      folder.record(record);
      listener.run?.(record, each);
    });
  } finally {
    folder.stopRecording();
  }
  const result = conclude(plan, known, mine, folder);
  // What a part of the runs comes to would be taken for what all come to.
  if (shard !== undefined) return { ...result, shard };
  writeReports(folder, result);
  return result;
}

interface Prepared {
  readonly plan: Plan;
  readonly folder: SweepFolder;
  readonly records: readonly RunRecord[];
  readonly shard: Shard | undefined;
}

async function prepare(
  input: SweepInput,
  { resume, listener, shard, output, keep = 'failed' }: SweepOptions,
): Promise<Prepared> {
  const { test = {} } = input;
  const store = test.store ?? 'store';
  if (resume === undefined) {
    const { plan: made, note } = await makePlan(readInput(input));
    const plan = withTarget(made, input.target);
    if (note !== undefined) listener?.note?.(note);
    const folder = output === undefined ? SweepFolder.create(store) : SweepFolder.createAt(output);
    folder.writePlan(plan);
    if (shard !== undefined) folder.writeShard({ shard, keep });
    return { plan, folder, records: [], shard };
  }
  if (shard !== undefined || output !== undefined)
    throw new UsageError(
      '--resume: a sweep goes on in its folder, as the shard that it is: leave out --shard and -o',
    );
  const folder = SweepFolder.open(store, resume === true ? undefined : resume);
  const before = folder.readPlan();
  const { store: _, ...given } = test;
  const same = Object.keys(given).length === 0 && input.vary === undefined;
  const { base, axes, seeds } = same ? before : readInput(input);
  const { plan: made } = await makePlan({
    base,
    axes,
    seeds: input.seeds === undefined ? seeds : readSeeds(input.seeds),
  });
  checkSame(before, made);
  // A target only judges the runs: another one may be given at any time.
  const plan = withTarget(made, input.target ?? before.target);
  const records = await folder.readRuns();
  folder.writePlan(plan);
  return { plan, folder, records, shard: folder.readShard()?.shard };
}

function withTarget(plan: Plan, target: string | undefined): Plan {
  return target === undefined ? plan : { ...plan, target };
}

function readInput({ test = {}, vary = {}, seeds }: SweepInput): Pick<Plan, 'base' | 'axes' | 'seeds'> {
  const axes: Axis[] = Object.entries(vary).map(([label, values]) =>
    typeof values === 'string' ? parseAxis(`${label}=${values}`) : axis(label, values),
  );
  return { base: test, axes, seeds: readSeeds(seeds ?? DEFAULT_SEEDS) };
}

function readSeeds(seeds: number | readonly number[]): readonly number[] {
  if (typeof seeds === 'number') return parseSeeds(String(seeds));
  const bad = seeds.find(
    (seed, i) => !Number.isInteger(seed) || seed < 0 || seed > 0xffffffff || seeds.indexOf(seed) !== i,
  );
  if (bad === undefined) return seeds;
  throw new UsageError(`--seeds: expected whole numbers from 0 to 2^32 - 1, none twice, got ${bad}`);
}
