/**
 * One sweep of the store as the list shows it, read from its folder: `sweep.json` of one that has ended, the plan and
 * the number of runs of one that has not.
 */

import path from 'node:path';
import { z } from 'zod';
import { startOf } from '../store/run-name.js';
import { readStart, stampOf } from '../store/stored-file.js';
import { readStoredJson } from '../store/stored-json.js';

export interface StoredSweep {
  /** The name of its folder. */
  readonly time: string;
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly hasPage: boolean;
  /** Undefined if its files cannot be read. */
  readonly summary: SweepSummary | undefined;
}

/** What a sweep came to, or has come to so far. */
export interface SweepSummary {
  readonly workload: string;
  /** The names of what varies. */
  readonly axes: readonly string[];
  readonly points: number;
  readonly runs: { readonly done: number; readonly planned: number };
  /** Runs that were not good; undefined before the end. */
  readonly failures: number | undefined;
  /** The recommendation in words; undefined before the end. */
  readonly sentence: string | undefined;
  /** Whether a point met the target in every seed; undefined without a target, and before the end. */
  readonly isMet: boolean | undefined;
}

const plan = z.object({
  base: z.object({ workload: z.string() }),
  axes: z.array(z.object({ label: z.string(), values: z.array(z.unknown()) })),
  seeds: z.array(z.unknown()),
});

const ended = plan.extend({
  sentence: z.string(),
  points: z.array(z.object({ runs: z.number() })),
  failures: z.array(z.unknown()),
  recommendation: z.object({ basis: z.string(), met: z.number(), seeds: z.number() }).optional(),
});

/** Never rejects. */
export async function readSweep(folder: string): Promise<StoredSweep> {
  const time = path.basename(folder);
  const page = await stampOf(path.join(folder, 'sweep.html'));
  const summary = summaryAtEnd(folder) ?? summarySoFar(folder);
  return { time, folder, startedAt: startOf(time) ?? 0, hasPage: page !== undefined, summary };
}

/** A key that changes with the files of a sweep. */
export async function sweepStamp(folder: string): Promise<string> {
  const stamps = await Promise.all(
    ['sweep.json', 'runs.ndjson', 'sweep.html'].map((name) => stampOf(path.join(folder, name))),
  );
  return stamps.map((stamp) => (stamp === undefined ? '-' : `${stamp.mtimeMs} ${stamp.size}`)).join();
}

function summaryAtEnd(folder: string): SweepSummary | undefined {
  const { data } = ended.safeParse(contentOf(folder, 'sweep.json'));
  if (data === undefined) return undefined;
  const { points, failures, sentence, recommendation } = data;
  return {
    ...gridOf(
      data,
      points.reduce((sum, { runs }) => sum + runs, 0),
    ),
    failures: failures.length,
    sentence,
    isMet: recommendation?.basis === 'target' ? recommendation.met === recommendation.seeds : undefined,
  };
}

function summarySoFar(folder: string): SweepSummary | undefined {
  const { data } = plan.safeParse(contentOf(folder, 'plan.json'));
  if (data === undefined) return undefined;
  const done = linesIn(folder, 'runs.ndjson');
  return { ...gridOf(data, done), failures: undefined, sentence: undefined, isMet: undefined };
}

function gridOf(
  { base, axes, seeds }: z.infer<typeof plan>,
  done: number,
): Pick<SweepSummary, 'workload' | 'axes' | 'points' | 'runs'> {
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  return {
    workload: base.workload,
    axes: axes.map(({ label }) => label),
    points,
    runs: { done, planned: points * seeds.length },
  };
}

function contentOf(folder: string, name: string): unknown {
  const file = readStoredJson(folder, name);
  return file.kind === 'object' ? file.value : undefined;
}

/** A line of a sweep has about 300 bytes: enough for a hundred thousand runs. */
const MOST = 32 * 1024 * 1024;

function linesIn(folder: string, name: string): number {
  return (readStart(MOST, folder, name)?.text ?? '').split('\n').length - 1;
}
