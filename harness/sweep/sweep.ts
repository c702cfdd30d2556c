/**
 * A sweep: every point of a grid of parameters, run with the same seeds, and a recommendation from the figures.
 *
 * Simulated runs go to a pool of threads, live ones are executed one after the other. Each run is on disk as soon as
 * it has ended; one that crashes is a record like any other. Every point gets its first seed before any gets its
 * second: a sweep that is broken off has covered the whole grid.
 */

import { isSimulated } from '../../router/index.js';
import { availableParallelism } from 'node:os';
import { existing } from '../errors/existing.js';
import type { TestInput } from '../options/schema.js';
import { UsageError } from '../errors/usage-error.js';
import type { Value } from '../options/option-value.js';
import { type Axis, axis, parseAxis } from './axis.js';
import { type Executor, type Keep, Live, Simulated } from './executor.js';
import { SweepFolder } from './folder.js';
import { keyOf, parseSeeds, type PlannedRun, type Point, pointsOf, runAt } from './grid.js';
import { checkSame, makePlan, type Plan } from './plan.js';
import { summarise } from './point-summary.js';
import type { Failure, Sweep } from './outcome.js';
import { parseTarget, recommend } from './recommend.js';
import { recommendationText } from './recommendation-text.js';
import { writeReports } from './reports.js';
import { isGood, recordOf, type RunRecord } from './run-record.js';

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
const RUN_LIMIT_SECONDS = 600;

/**
 * Runs a test at each combination of parameters with each seed, and says which to take. Simulated runs are done side
 * by side, others one after the other. Rejects with a UsageError if the input makes no sense. Runs that fail are in
 * the result.
 */
export async function sweep(input: SweepInput, options: SweepOptions = {}): Promise<Sweep> {
  const { listener = {}, signal = new AbortController().signal } = options;
  // An invalid target is reported before any file is made.
  if (input.target !== undefined) parseTarget(input.target);
  const { plan, folder, records } = await prepare(input, options);
  const target = plan.target === undefined ? [] : parseTarget(plan.target);
  const points = pointsOf(plan.axes);
  const planned = plannedRuns(plan, points);
  const known = new Map(records.map((record) => [keyOfRun(record.settings, record.seed), record]));
  const left = planned.filter(({ point, seed }) => !known.has(keyOfRun(point.settings, seed)));
  folder.startRecording(records);
  listener.start?.({ plan, total: planned.length, done: planned.length - left.length, folder: folder.path });
  try {
    await runAll(left, options, { plan, points, records, signal }, folder, (each, record) => {
      known.set(keyOfRun(record.settings, record.seed), record);
      folder.record(record);
      listener.run?.(record, each);
    });
  } finally {
    folder.stopRecording();
  }
  const summaries = summarise(
    points,
    planned.flatMap(({ point, seed }) => known.get(keyOfRun(point.settings, seed)) ?? []),
  );
  const recommendation = recommend(summaries, target);
  const failures = planned.flatMap((each): Failure[] => {
    const record = known.get(keyOfRun(each.point.settings, each.seed));
    return record === undefined || isGood(record) ? [] : [{ record, planned: each }];
  });
  const result: Sweep = {
    plan,
    folder: folder.path,
    points: summaries,
    target,
    recommendation,
    sentence: recommendationText(recommendation),
    failures,
    interrupted: summaries.some(({ runs }) => runs.length < plan.seeds.length),
  };
  writeReports(folder, result);
  return result;
}

async function prepare(
  input: SweepInput,
  { resume, listener }: SweepOptions,
): Promise<{ readonly plan: Plan; readonly folder: SweepFolder; readonly records: readonly RunRecord[] }> {
  const { test = {} } = input;
  const store = test.store ?? 'store';
  if (resume === undefined) {
    const { plan: made, note } = await makePlan(readInput(input));
    const plan = withTarget(made, input.target);
    if (note !== undefined) listener?.note?.(note);
    const folder = SweepFolder.create(store);
    folder.writePlan(plan);
    return { plan, folder, records: [] };
  }
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
  return { plan, folder, records };
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

function keyOfRun(settings: Point['settings'], seed: number): string {
  return `${seed} ${keyOf(settings)}`;
}

/** Seed by seed within each environment: a thread has one environment for its life. */
function plannedRuns({ base, axes, seeds }: Plan, points: readonly Point[]): readonly PlannedRun[] {
  const byEnv = new Map<string, Point[]>();
  for (const point of points) {
    const key = JSON.stringify(runAt(base, axes, point, 0).env);
    const group = byEnv.get(key);
    if (group === undefined) byEnv.set(key, [point]);
    else group.push(point);
  }
  return [...byEnv.values()].flatMap((group) =>
    seeds.flatMap((seed) => group.map((point) => runAt(base, axes, point, seed))),
  );
}

interface Progress {
  readonly plan: Plan;
  readonly points: readonly Point[];
  readonly records: readonly RunRecord[];
  readonly signal: AbortSignal;
}

async function runAll(
  left: readonly PlannedRun[],
  { jobs = availableParallelism(), keep = 'failed', runLimit = RUN_LIMIT_SECONDS }: SweepOptions,
  { plan, points, records, signal }: Progress,
  folder: SweepFolder,
  onRecord: (planned: PlannedRun, record: RunRecord) => void,
): Promise<void> {
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new UsageError(`--jobs: expected a whole number above 0, got ${jobs}`);
  const numbers = new Map(points.map(({ key }, i) => [key, i]));
  const kept = new Set(
    records.filter((each) => each.folder !== undefined).map(({ settings }) => keyOf(settings)),
  );
  let next = 0;
  while (next < left.length && !signal.aborted) {
    const { env } = existing(left[next]);
    const end = endOfGroup(left, next);
    const threads = isSimulated(plan.runtime) ? Math.min(jobs, end - next) : 1;
    const executor: Executor = isSimulated(plan.runtime)
      ? new Simulated({ threads, keep, limitMs: runLimit * 1000 }, env, kept)
      : new Live(keep, signal);
    const work = async (): Promise<void> => {
      while (next < end && !signal.aborted) {
        const planned = existing(left[next++]);
        const { point, seed } = planned;
        const outcome = await executor.run(planned, folder.runStore(numbers.get(point.key) ?? 0, seed));
        if (outcome !== undefined) onRecord(planned, recordOf(planned, outcome));
      }
    };
    try {
      await Promise.all(Array.from({ length: threads }, work));
    } finally {
      await executor.close();
    }
  }
}

/** The index after the last run with the environment of the first. */
function endOfGroup(runs: readonly PlannedRun[], start: number): number {
  const env = JSON.stringify(runs[start]?.env);
  const end = runs.findIndex((run, i) => i > start && JSON.stringify(run.env) !== env);
  return end === -1 ? runs.length : end;
}
