/**
 * The plan of a sweep, fixed before its first run: options, axes, seeds, runtime, and the exact programs. A sweep is
 * continued only if all of this is still the same; seeds may be added.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Runtime } from '../../router/index.js';
import type { TestInput } from '../options/schema.js';
import { programHash, resolveProgram } from '../cluster/program.js';
import { checkedTest } from '../run/run-test.js';
import { UsageError } from '../errors/usage-error.js';
import { version } from '../run/version.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import type { Axis } from './axis.js';
import { describeSettings, type Point, pointsOf, runAt } from './grid.js';
import { OWN } from '../options/option-value.js';
import type { ProbeTask } from './probe.js';

/** All that a sweep will run: what `plan.json` holds. */
export interface Plan {
  /** The version of Eddy. */
  readonly eddy: string;
  /** The options of all runs, as given. */
  readonly base: TestInput;
  readonly axes: readonly Axis[];
  readonly seeds: readonly number[];
  readonly runtime: Runtime;
  /** Each program that was given, with the SHA-256 of its file. */
  readonly programs: Readonly<Record<string, string>>;
  /** Demands with commas between them, as given; absent if there are none. */
  readonly target?: string;
}

export interface PlanInput {
  readonly base: TestInput;
  readonly axes: readonly Axis[];
  readonly seeds: readonly number[];
}

/** The time in which a program must load when it is probed for simulation. */
const PROBE_MS = 10_000;

/**
 * Makes the plan, and validates each point's options. Rejects with a UsageError. `note` explains why a sweep that
 * named no runtime is not simulated.
 */
export async function makePlan({
  base,
  axes,
  seeds,
}: PlanInput): Promise<{ readonly plan: Plan; readonly note: string | undefined }> {
  const { seed: _, store: __, ...options } = base;
  if (seeds.length === 0) throw new UsageError('--seeds: expected at least one seed, got none');
  const points = pointsOf(axes);
  for (const point of points) check(options, axes, point);
  const { runtime, note } = await chooseRuntime(options, axes);
  const bins = binsOf(options, axes);
  const programs = Object.fromEntries(bins.map((bin) => [bin, programHash(bin)]));
  const plan = { eddy: version(), base: { ...options, runtime }, axes, seeds, runtime, programs };
  return { plan, note };
}

/** Throws a UsageError that names what has changed. */
export function checkSame(before: Plan, now: Plan): void {
  const part = changedPart(before, now);
  if (part !== undefined) {
    throw new UsageError(
      `--resume: this is another sweep: ${PARTS[part]} ${JSON.stringify(before[part])} there, ${JSON.stringify(now[part])} here. ` +
        'Begin a new one, or leave out everything but --resume',
    );
  }
  const missing = before.seeds.filter((seed) => !now.seeds.includes(seed));
  if (missing.length > 0)
    throw new UsageError(
      `--resume: seeds can be added, not taken away: ${missing.join(', ')} would be missing`,
    );
}

/** What makes two plans those of different sweeps, seeds left aside; undefined if nothing does. */
export function changedPart(before: Plan, now: Plan): keyof typeof PARTS | undefined {
  return (['eddy', 'base', 'axes', 'runtime', 'programs'] as const).find((part) => {
    const [was, is] = [before[part], now[part]].map((each): unknown => JSON.parse(JSON.stringify(each)));
    return !isDeepStrictEqual(was, is);
  });
}

const PARTS = {
  eddy: "Eddy's version was",
  base: 'options are',
  axes: '--vary is',
  runtime: 'the runtime is',
  programs: 'the programs (by their SHA-256) are',
} as const;

/** Without this, invalid options of one point would be found after hours of others. */
function check(base: TestInput, axes: readonly Axis[], point: Point): void {
  try {
    checkedTest(runAt(base, axes, point, 0).input);
  } catch (error) {
    if (!(error instanceof UsageError) || axes.length === 0) throw error;
    throw new UsageError(`at ${describeSettings(point.settings)}: ${error.message}`, error);
  }
}

function binsOf(base: TestInput, axes: readonly Axis[]): readonly string[] {
  const varied = axes.find(({ kind, name }) => kind === 'option' && name === 'bin');
  if (varied === undefined) return base.bin === undefined ? [] : [base.bin];
  return varied.values.filter((value) => value !== OWN).map(String);
}

async function chooseRuntime(
  base: TestInput,
  axes: readonly Axis[],
): Promise<{ readonly runtime: Runtime; readonly note: string | undefined }> {
  const bins = binsOf(base, axes);
  const { runtime = 'sim', args = [] } = base;
  if (runtime !== 'sim') {
    for (const bin of bins) await resolveProgram({ runtime, bin, args, own: '' });
    return { runtime, note: undefined };
  }
  const obstacle =
    args.length > 0 || axes.some(({ kind }) => kind === 'arg')
      ? 'a simulated program is a function, which takes no arguments: vary fields of configure or the environment'
      : await firstObstacle(bins);
  if (obstacle === undefined) return { runtime, note: undefined };
  if (base.runtime === 'sim') throw new UsageError(obstacle);
  const virtualObstacle = await firstVirtualObstacle(bins, args);
  if (virtualObstacle === undefined) {
    return { runtime: 'virtual', note: `runs are in virtual time: ${obstacle}` };
  }
  for (const bin of bins) await resolveProgram({ runtime: 'process', bin, args, own: '' });
  return { runtime: 'process', note: `runs are live, one after the other: ${obstacle}; ${virtualObstacle}` };
}

/** Why the programs cannot run in virtual time here. */
async function firstVirtualObstacle(
  bins: readonly string[],
  args: readonly string[],
): Promise<string | undefined> {
  try {
    for (const bin of bins) await resolveProgram({ runtime: 'virtual', bin, args: [...args], own: '' });
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** A program is probed for simulation only in a thread that can be killed. */
async function firstObstacle(bins: readonly string[]): Promise<string | undefined> {
  if (bins.length === 0) return undefined;
  const pool = new WorkerPool<ProbeTask, { readonly problem?: string }>(
    new URL('./probe.js', import.meta.url).href,
    {
      threads: 1,
    },
  );
  try {
    for (const bin of bins) {
      const result = await pool.run({ bin }, PROBE_MS);
      const problem =
        result instanceof Lost
          ? `--bin ${bin} cannot be simulated: ${result.simulationText}`
          : result.problem;
      if (problem !== undefined) return problem;
    }
    return undefined;
  } finally {
    await pool.destroy();
  }
}
