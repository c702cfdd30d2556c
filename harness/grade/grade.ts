/** Grades submissions: each makes the same challenge with the same seeds, and gets a point for each run that meets it. */

import { isSimulated, type Runtime } from '../../router/index.js';
import { isolated, type Limits } from './isolated.js';
import type { Submission } from './submissions.js';
import type { GradeAnswer } from './task.js';

export interface Grading {
  readonly challenge: string;
  readonly seeds: readonly number[];
  /** Without it the first of sim, virtual and process that can run the program. */
  readonly runtime?: Runtime | undefined;
  readonly limits: Limits;
  /** Simulated runs side by side. */
  readonly jobs: number;
  readonly shrinks: boolean;
  readonly signal: AbortSignal;
}

/** A point that was lost. */
export interface LostPoint {
  readonly seed: number;
  /** Why, in words. */
  readonly reasons: readonly string[];
  /** What kind of failure it is, if the run repeats itself. */
  readonly fingerprint?: string;
}

/** The smallest plan of one kind of failure. */
interface GradedFailure {
  readonly fingerprint: string;
  /** YAML, for `eddy test --plan`. */
  readonly plan: string;
  /** What is in it, in words. */
  readonly size: string;
}

export interface Grade {
  readonly name: string;
  readonly program: string | undefined;
  /** Undefined if there was no run. */
  readonly runtime: Runtime | undefined;
  readonly points: number;
  /** How many there are. */
  readonly of: number;
  readonly lost: readonly LostPoint[];
  readonly failures: readonly GradedFailure[];
}

/** Never rejects. The same grade each time, if the runtime is deterministic and no limit of time or memory is near. */
export async function gradeOf({ name, program }: Submission, grading: Grading): Promise<Grade> {
  const { seeds } = grading;
  const none = (reason: string): Grade => ({
    name,
    program,
    runtime: undefined,
    points: 0,
    of: seeds.length,
    lost: seeds.map((seed) => ({ seed, reasons: [reason] })),
    failures: [],
  });
  if (program === undefined) return none('it has no program: expected one file, or node.* or main.*');
  const runtime = await runtimeOf(program, grading);
  if (typeof runtime !== 'string') return none(runtime.reason);
  const answers = await answersOf(program, runtime, grading);
  const lost = seeds.flatMap((seed, i) => lostPoint(seed, answers[i]) ?? []);
  const found = new Map<string, string>();
  for (const each of answers) {
    if (each?.kind === 'ran' && each.failure !== undefined && !found.has(each.failure.fingerprint))
      found.set(each.failure.fingerprint, each.failure.plan);
  }
  const failures: GradedFailure[] = [];
  for (const [fingerprint, plan] of found) {
    if (grading.shrinks && !grading.signal.aborted) failures.push(await smallest(fingerprint, plan, grading));
  }
  return { name, program, runtime, points: seeds.length - lost.length, of: seeds.length, lost, failures };
}

/** A program that harms its process as it is loaded is not simulated. */
async function runtimeOf(
  bin: string,
  { runtime, limits }: Grading,
): Promise<Runtime | { readonly reason: string }> {
  const groups: readonly (readonly Runtime[])[] =
    runtime === undefined
      ? [
          ['sim', 'virtual', 'process'],
          ['virtual', 'process'],
        ]
      : [[runtime]];
  let reason = '';
  for (const runtimes of groups) {
    const answer = await isolated({ kind: 'choose', bin, runtimes }, limits);
    if (answer.kind === 'chosen') return answer.runtime;
    reason = answer.kind === 'failed' ? answer.reason : 'it could not be loaded';
  }
  return { reason };
}

async function answersOf(
  bin: string,
  runtime: Runtime,
  { challenge, seeds, limits, jobs, signal }: Grading,
): Promise<readonly (GradeAnswer | undefined)[]> {
  const answers: (GradeAnswer | undefined)[] = seeds.map(() => undefined);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < seeds.length && !signal.aborted) {
      const i = next++;
      answers[i] = await isolated({ kind: 'run', challenge, bin, runtime, seed: seeds[i] ?? 0 }, limits);
    }
  };
  // Live runs would take each other's time.
  const width = isSimulated(runtime) ? Math.min(jobs, seeds.length) : 1;
  await Promise.all(Array.from({ length: width }, work));
  return answers;
}

function lostPoint(seed: number, answer: GradeAnswer | undefined): LostPoint | undefined {
  if (answer?.kind !== 'ran')
    return { seed, reasons: [answer?.kind === 'failed' ? answer.reason : 'it was not run'] };
  const { isMet, missed, failure } = answer;
  if (isMet) return undefined;
  return { seed, reasons: missed, ...(failure !== undefined && { fingerprint: failure.fingerprint }) };
}

async function smallest(fingerprint: string, plan: string, { limits }: Grading): Promise<GradedFailure> {
  const seconds = limits.seconds * 5;
  const answer = await isolated({ kind: 'shrink', plan, fingerprint }, { ...limits, seconds });
  if (answer.kind === 'shrunk') return { fingerprint, plan: answer.plan, size: answer.size };
  const reason = answer.kind === 'failed' ? answer.reason : 'no plan';
  return { fingerprint, plan, size: `as it was found: ${reason}` };
}
