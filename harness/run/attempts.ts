/**
 * Attempts at challenges: each of them with each program and each seed. Runs in real time whose targets are latencies
 * have the machine to themselves; others may run side by side.
 */

import { isSimulated } from '../../router/index.js';
import { unlessUsage, UsageError } from '../errors/usage-error.js';
import type { TestInput } from '../options/schema.js';
import { type Challenge, challengeInput, type Target, targetsOf } from './challenges.js';
import { type CheckedTest, checkedTest, type TestRun } from './run-test.js';

/** One run of a challenge. */
export interface Attempt {
  readonly challenge: Challenge;
  /** As the user named it; `own` is Eddy's. */
  readonly program: string;
  /** Undefined if the run draws a new one. */
  readonly seed: number | undefined;
  /** What distinguishes it from other attempts at the challenge: the program, the seed. Often empty. */
  readonly labels: readonly string[];
  /** The options that the challenge and the user set: its targets. */
  readonly input: TestInput;
  readonly test: CheckedTest;
}

/** An attempt that is over. */
export interface Attempted extends Attempt {
  readonly run: TestRun | Error;
  /** Empty if it did not start. */
  readonly targets: readonly Target[];
  readonly verdict: AttemptVerdict;
  /** Wall-clock time. */
  readonly durationMs: number;
}

/** `crashed`: it did not start, or did not come to its end. */
export type AttemptVerdict = 'met' | 'not met' | 'unknown' | 'crashed';

/** The program of a challenge without `--bin`. */
const OWN_PROGRAM = 'own';

/** What is attempted: `bins` and `seeds` are in addition to the challenges; without them one run of each. */
export interface Asked {
  readonly challenges: readonly Challenge[];
  /** Programs to compare; `own` is Eddy's. */
  readonly bins: readonly string[];
  readonly seeds: readonly number[] | undefined;
  readonly given: TestInput;
}

/** Program after program, challenge after challenge, seed after seed. Throws a UsageError if an option is invalid. */
export function attemptsOf({ challenges, bins, seeds, given }: Asked): readonly Attempt[] {
  if (seeds !== undefined && given.seed !== undefined) {
    throw new UsageError(
      `--seeds and --seed exclude each other: expected --seeds ${given.seed}..${given.seed + seeds.length - 1} alone`,
    );
  }
  const programs = bins.length === 0 ? [OWN_PROGRAM] : bins;
  return programs.flatMap((program) =>
    challenges.flatMap((challenge) =>
      (seeds ?? [given.seed]).map((seed) => {
        const bin = program === OWN_PROGRAM ? undefined : program;
        const input = challengeInput(challenge, { ...given, ...(bin !== undefined && { bin }) });
        const labels = [
          ...(programs.length > 1 ? [program] : []),
          ...(seeds === undefined ? [] : [`seed ${seed}`]),
        ];
        const seeded = seed === undefined ? input : { ...input, seed };
        return { challenge, program, seed, labels, input: seeded, test: checkedTest(seeded) };
      }),
    ),
  );
}

/** Whether what else the machine does would change the result: a latency in real time is a target. */
export function isSensitive({ test }: Pick<Attempt, 'test'>): boolean {
  const { runtime, expect } = test.options;
  return !isSimulated(runtime) && expect.some((demand) => demand.trim().startsWith('stable-'));
}

/** How attempts are made. */
export interface AttemptIo {
  /** How many live runs go on at a time; those that are sensitive to time run alone, after the others. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly run: (attempt: Attempt) => Promise<TestRun>;
  /** A program that cannot be used is a crashed attempt instead of an error: others are attempted. */
  readonly goesOn: boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Makes all attempts, in their order if one runs at a time. `done` gets each when it and all before it are over.
 * Resolves with the number of those that were not begun. Rejects with a UsageError.
 */
export async function makeAttempts(
  attempts: readonly Attempt[],
  io: AttemptIo,
  done: (attempted: Attempted) => void,
): Promise<number> {
  const alone = (each: Attempt): boolean => isSensitive(each) || isSimulated(each.test.options.runtime);
  if (io.jobs === 1) return inTurn(attempts, 1, io, done);
  const shared = attempts.filter((each) => !alone(each));
  const left = await inTurn(shared, io.jobs, io, done);
  return left + (await inTurn(attempts.filter(alone), 1, io, done));
}

async function inTurn(
  attempts: readonly Attempt[],
  width: number,
  io: AttemptIo,
  done: (attempted: Attempted) => void,
): Promise<number> {
  const over = new Map<number, Attempted>();
  let begun = 0;
  let told = 0;
  const worker = async (): Promise<void> => {
    while (begun < attempts.length && !io.signal.aborted) {
      const place = begun++;
      const attempt = attempts[place];
      if (attempt !== undefined) over.set(place, await makeOne(attempt, io));
      for (let next = over.get(told); next !== undefined; next = over.get(++told)) done(next);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, attempts.length) }, worker));
  return attempts.length - begun;
}

async function makeOne(attempt: Attempt, { run: make, now, goesOn }: AttemptIo): Promise<Attempted> {
  const start = now();
  const run = await make(attempt).catch((error: unknown) =>
    goesOn && error instanceof UsageError ? error : unlessUsage(error),
  );
  const durationMs = now() - start;
  if (run instanceof Error) return { ...attempt, run, targets: [], verdict: 'crashed', durationMs };
  const targets = targetsOf(attempt.input, run.summary);
  return { ...attempt, run, targets, verdict: verdictOn(run), durationMs };
}

/** A run in which a node died has failed, whatever else it shows. */
function verdictOn({ results, crashed }: TestRun): AttemptVerdict {
  if (crashed.length > 0) return 'not met';
  if (results.valid === 'unknown') return 'unknown';
  return results.valid ? 'met' : 'not met';
}

/** The attempts of one program at one challenge, counted. */
export interface Rate {
  readonly program: string;
  readonly challenge: string;
  readonly met: number;
  readonly of: number;
  /** The verdict of all, if they agree. */
  readonly verdict: AttemptVerdict | undefined;
  /** Seeds whose run was not met. */
  readonly missed: readonly number[];
}

/** In the order of the attempts. */
export function ratesOf(attempts: readonly Attempted[]): readonly Rate[] {
  const keys = [...new Set(attempts.map((each) => JSON.stringify([each.program, each.challenge.name])))];
  return keys.map((key) => {
    const all = attempts.filter((each) => JSON.stringify([each.program, each.challenge.name]) === key);
    const verdicts = new Set(all.map(({ verdict }) => verdict));
    const [first] = all;
    return {
      program: first?.program ?? OWN_PROGRAM,
      challenge: first?.challenge.name ?? '',
      met: all.filter(({ verdict }) => verdict === 'met').length,
      of: all.length,
      verdict: verdicts.size === 1 ? first?.verdict : undefined,
      missed: all.flatMap(({ verdict, run, seed }) =>
        verdict === 'met' ? [] : [run instanceof Error ? (seed ?? 0) : run.seed],
      ),
    };
  });
}
