/** What `eddy search` does with what was found: old failures are tried, new ones made small, kept and shown. */

import path from 'node:path';
import type { TestInput } from '../options/schema.js';
import type { RunPlan } from '../plan/run-plan.js';
import { keepFailure, type KeptFailure, keptFailures } from '../search/failures.js';
import type { Runner } from '../search/runner.js';
import { shrink, sizeText } from '../search/shrink.js';
import type { FailureGroup, SearchResult } from '../search/tally.js';
import type { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { ExitCode } from './exit-code.js';

/** Where failures are kept, and how they are made small. */
export interface Concluding {
  readonly store: string;
  readonly workload: string;
  readonly runner: Runner;
  readonly board: Board;
  readonly signal: AbortSignal;
  readonly shrinks: boolean;
}

/** `known`: how many failures of earlier searches are still there; `ms`: wall-clock time of the runs, if it is known. */
export async function concludeSearch(
  result: SearchResult,
  known: number,
  ms: () => number | undefined,
  { store, workload, runner, board, signal, shrinks }: Concluding,
): Promise<ExitCode> {
  for (const failure of result.failures) {
    const small = shrinks && !signal.aborted ? await smallest(failure, runner, board, signal) : failure.plan;
    const file = keepFailure(store, workload, failure.fingerprint, small);
    process.stdout.write(failureText(failure, small, file));
  }
  process.stdout.write(closing(result, ms()));
  if (result.runs === 0 && result.broken !== undefined) return ExitCode.crash;
  return result.failures.length + known > 0 ? ExitCode.invalid : ExitCode.valid;
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
export async function tryKept(
  base: TestInput,
  { store, workload, runner, board }: Concluding,
): Promise<number> {
  let failing = 0;
  const kept = keptFailures(store, workload).map(({ file, plan }): KeptFailure => ({
    file,
    plan: ofProgram(plan, base),
  }));
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

function failureText({ fingerprint, count, first }: FailureGroup, plan: RunPlan, file: string): string {
  const where = path.relative(process.cwd(), file);
  return printable(
    `${fingerprint}: ${count} ${count === 1 ? 'run' : 'runs'}, first run ${first}; ${sizeText(plan)}`,
  ).concat(`\n  eddy test --plan ${printable(where)}\n`);
}

function closing(result: SearchResult, ms: number | undefined): string {
  const { runs, behaviours, lastNew, newChance, unseenFailures, broken, failures } = result;
  const share = (value: number): string => `${(value * 100).toFixed(value < 0.01 ? 2 : 1)} %`;
  return [
    `${runs} runs${ms === undefined ? '' : ` in ${(ms / 1000).toFixed(1)} s`}: ${failures.length === 0 ? 'no failure' : `${failures.length} ${failures.length === 1 ? 'kind' : 'kinds'} of failure`}`,
    `  behaviours   ${behaviours}, the last new one in run ${lastNew}; the next run shows a new one with a chance of about ${share(newChance)}`,
    `  not seen     any other failure is in at most ${share(unseenFailures)} of such runs (95 % confidence)`,
    ...(broken === undefined ? [] : [printable(`  not made     ${broken.count} runs: ${broken.reason}`)]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
