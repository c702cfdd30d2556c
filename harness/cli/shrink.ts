/** `eddy shrink [run|plan]`: makes a failing run small, and shows what is left of it. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { summary } from '../findings/summary.js';
import type { RunPlan } from '../plan/run-plan.js';
import { plannedTest, runChecked } from '../run/run-test.js';
import { planOf, runtimeOf } from '../search/plan-of.js';
import { Runner } from '../search/runner.js';
import { shrink, type Shrunk, sizeText } from '../search/shrink.js';
import { story } from '../search/story.js';
import { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { ExitCode } from './exit-code.js';
import { writeExport } from './export-output.js';
import { onInterrupt } from './interrupt.js';
import { positive } from './positive.js';
import { printPlan } from '../plan/plan-file.js';
import { placesOf, viewOf } from './view.js';

const NOTES = `
The run is made again and again with less in it: a shorter load, fewer faults, operations, nodes, exceptions, rounder times. A
step is kept if the run still fails in the same way. What is left is stored as a run of its own, with its plan and report.
Ctrl-C keeps the best so far.

Simulated and virtual runs can be shrunk. A live run does not repeat itself: make it with --runtime virtual first.

Exit status: 0 it was shrunk, 1 it does not fail, 2 interrupted, 254 wrong usage.

Examples:
  eddy shrink                                     the latest run
  eddy shrink store/lin-kv/20260101T120000.000+0000 -o smallest.yaml
  eddy shrink plan.yaml`;

interface ShrinkFlags {
  readonly output?: string;
  readonly store?: string;
  readonly jobs?: string;
  readonly runLimit?: string;
}

export function shrinkCommand(program: Command): void {
  program
    .command('shrink')
    .description('make a failing run small, as long as it fails in the same way')
    .argument('[run]', "a run's folder or a plan (default: the latest run in store)")
    .option('-o, --output <file>', 'write the plan to this file too')
    .option('--store <folder>', 'where the small run is stored (default: store)')
    .option('--jobs <number>', 'simulated runs side by side; default: one per processor')
    .option('--run-limit <seconds>', 'wall-clock time that a run may take; default 60')
    .addHelpText('after', NOTES)
    .action(shrinkRun);
}

/** Plays the small run this many times: it must fail in the same way each time. */
const TIMES = 10;

async function shrinkRun(
  place: string = path.join('store', 'latest'),
  flags: ShrinkFlags = {},
): Promise<void> {
  const { plan, note } = await planOf(place);
  const runtime = runtimeOf('shrink', place, plan, note);
  const jobs = positive('--jobs', flags.jobs) ?? availableParallelism();
  const limitMs = (positive('--run-limit', flags.runLimit) ?? 60) * 1000;
  const runner = new Runner({ runtime, jobs, limitMs });
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: the smallest so far is kept', 'stopped', board.interject);
  try {
    const first = await runner.run(plan);
    if (first.error !== undefined)
      throw new UsageError(`shrink: the run cannot be made again: ${first.error}`);
    if (first.fingerprint === undefined) {
      process.stdout.write('the run is valid when it is played from its plan: there is nothing to shrink\n');
      process.exitCode = ExitCode.invalid;
      return;
    }
    board.say(printable(`shrinking ${first.fingerprint}: ${sizeText(plan)}`));
    const shrunk = await shrink(plan, first.fingerprint, {
      run: async (each) => (await runner.run(each)).fingerprint,
      jobs: runner.jobs,
      signal: stop.signal,
      onSmaller: (smaller, runs) => board.show(() => [`  ${sizeText(smaller)} after ${runs} runs`]),
    });
    board.show(() => []);
    const again = await times(shrunk.plan, first.fingerprint, runner);
    await tell({ from: plan, shrunk, fingerprint: first.fingerprint, again }, flags);
    process.exitCode = shrunk.isStopped ? ExitCode.unknown : ExitCode.valid;
  } finally {
    stop.release();
    board.close();
    await runner.close();
  }
}

async function times(plan: RunPlan, wanted: string, runner: Runner): Promise<number> {
  let same = 0;
  for (let i = 0; i < TIMES; i++) if ((await runner.run(plan)).fingerprint === wanted) same++;
  return same;
}

interface Told {
  readonly from: RunPlan;
  readonly shrunk: Shrunk;
  readonly fingerprint: string;
  readonly again: number;
}

async function tell({ from, shrunk, fingerprint, again }: Told, flags: ShrinkFlags): Promise<void> {
  const { plan, runs } = shrunk;
  const test = plannedTest(plan, flags.store === undefined ? {} : { store: flags.store });
  const run = await runChecked(test);
  if (flags.output !== undefined) await writeExport([printPlan(plan).trimEnd()], flags.output);
  const head =
    `${fingerprint}: ${sizeText(plan)} (before: ${sizeText(from)}), after ${runs} runs, ` +
    `the same failure in ${again} of ${TIMES}`;
  process.stdout.write(`${printable(head)}\n`);
  process.stdout.write(
    story(plan)
      .map((line) => `  ${printable(line)}\n`)
      .join(''),
  );
  process.stdout.write(summary(run, placesOf(run), viewOf(process.stdout)));
}
