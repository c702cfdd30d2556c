/**
 * Whether a program's runs repeat themselves, and what lets the outside in if they do not.
 *
 * Each seed of a simulated program is run three times: in two fresh threads, in one of which its calls are watched, and in a thread
 * that has run another seed, where what a module remembers shows. A virtual program is run twice, its nodes being
 * processes of their own each time.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import type { TestInput } from '../options/schema.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import { type Comparison, compareTraces } from '../trace/difference.js';
import examinedRun, { type ExaminedRunOutcome, type ExaminedRunTask } from './examined-run.js';
import type { Source } from './watch.js';

export interface ExamineOptions {
  /** The program's file. */
  readonly program: string;
  /** The test of each run; its runtime is `sim` or `virtual`. */
  readonly test: TestInput;
  readonly seeds: readonly number[];
  /** The most wall-clock milliseconds for a run. */
  readonly limitMs: number;
  /** Ends the examination: the seeds that are complete count. */
  readonly signal?: AbortSignal;
  readonly onSeed?: (seed: number) => void;
}

/** Two runs of one seed that are not the same. */
export interface Parted {
  readonly seed: number;
  /** How each was made, in words. */
  readonly left: string;
  readonly right: string;
  readonly comparison: Comparison;
}

export interface Examination {
  /** How many seeds were run to the end of each run. */
  readonly seeds: number;
  readonly parted: Parted | undefined;
  /** The places of the program that let the outside in, by file, line and column. */
  readonly sources: readonly Source[];
  /** Why a run did not come to its end, each reason once. */
  readonly errors: readonly string[];
}

/** Rejects with a UsageError if the program cannot be run so. */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eddy-doctor-'));
  const sources = new Map<string, Source>();
  const errors = new Set<string>();
  let parted: Parted | undefined;
  let seeds = 0;
  try {
    for (const seed of options.seeds) {
      if (options.signal?.aborted === true) break;
      options.onSeed?.(seed);
      const found = await examineSeed(options, seed, folder);
      if (found.isWhole) seeds++;
      parted ??= found.parted;
      for (const error of found.errors) errors.add(error);
      for (const source of found.sources) sources.set(idOf(source), source);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { seeds, parted, sources: [...sources.values()].toSorted(byPlace), errors: [...errors] };
}

interface Found extends Omit<Examination, 'seeds'> {
  /** All runs of the seed came to an end and were compared. */
  readonly isWhole: boolean;
}

async function examineSeed(options: ExamineOptions, seed: number, folder: string): Promise<Found> {
  const { program, test, limitMs } = options;
  const input = { ...test, seed };
  const journals = ['first', 'again', 'after'].map((name) => path.join(folder, `${name}.ndjson`));
  const [first = '', again = '', after = ''] = journals;
  const isVirtual = test.runtime === 'virtual';
  const make = (task: ExaminedRunTask): Promise<ExaminedRunOutcome> =>
    isVirtual ? here(task) : inFreshThread(task, limitMs);
  const one = await make({ input, journal: first });
  if (one.isLost === true) return found([one], undefined);
  const two = await make({
    input,
    journal: again,
    ...(!isVirtual && { watched: { what: 'calls', program } }),
  });
  const runs = [one, two];
  if (two.isLost === true) return found(runs, undefined);
  const made = isVirtual ? 'a run' : 'in a fresh thread';
  const repeated = await compareTraces(first, again);
  if (isVirtual || repeated.difference !== undefined) {
    const isEqual = repeated.difference === undefined;
    return found(
      runs,
      isEqual ? undefined : { seed, left: made, right: `${made} again`, comparison: repeated },
    );
  }
  const other = (seed + 1) % 2 ** 32;
  const last = await make({
    input,
    before: { ...test, seed: other },
    journal: after,
    watched: { what: 'variables', program },
  });
  if (last.isLost === true) return found([...runs, last], undefined);
  const comparison = await compareTraces(first, after);
  // A variable that changed and made no difference, such as a cache, is none of our business.
  if (comparison.difference === undefined) return found([...runs, { ...last, sources: [] }], undefined);
  return found([...runs, last], {
    seed,
    left: made,
    right: `in a thread that had run seed ${other}`,
    comparison,
  });
}

function found(runs: readonly ExaminedRunOutcome[], parted: Parted | undefined): Found {
  const errors = runs.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const isWhole = runs.every(({ isLost }) => isLost !== true);
  return { isWhole, parted, sources: runs.flatMap(({ sources }) => sources), errors };
}

async function here(task: ExaminedRunTask): Promise<ExaminedRunOutcome> {
  return usable(await examinedRun(task));
}

async function inFreshThread(task: ExaminedRunTask, limitMs: number): Promise<ExaminedRunOutcome> {
  const module = new URL('./examined-run.js', import.meta.url).href;
  const pool = new WorkerPool<ExaminedRunTask, ExaminedRunOutcome>(module, { threads: 1 });
  try {
    const outcome = await pool.run(task, limitMs);
    if (outcome instanceof Lost) return { sources: [], error: outcome.simulationText, isLost: true };
    return usable(outcome);
  } finally {
    await pool.destroy();
  }
}

function usable(outcome: ExaminedRunOutcome): ExaminedRunOutcome {
  if (outcome.isUsage === true) throw new UsageError(outcome.error ?? 'the program cannot be run');
  return outcome;
}

function idOf({ file, line, column, call }: Source): string {
  return JSON.stringify([file, line, column, call]);
}

function byPlace(a: Source, b: Source): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
