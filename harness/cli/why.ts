/** `eddy why [run]`: what is needed for a run to fail, and what decides it. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { plannedTest, runChecked } from '../run/run-test.js';
import { decisiveChanges } from '../search/decisive.js';
import { DroppedMessages } from '../search/dropped-messages.js';
import { planOf, runtimeOf } from '../search/plan-of.js';
import { Runner } from '../search/runner.js';
import { shrink, sizeText } from '../search/shrink.js';
import { story } from '../search/story.js';
import { Board } from '../terminal/board.js';
import { printable } from '../text/printable.js';
import { ExitCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { positive } from './positive.js';

const NOTES = `
The run is made small first (eddy shrink). Then each fault is left out, each message that was dropped is delivered, and each message
that chance treated otherwise goes its usual way, one at a time: what makes the run valid alone decides it.

The run must have been simulated or virtual.

Exit status: 0 something decides, 1 the run does not fail, 2 nothing decides alone, 254 wrong usage.

Examples:
  eddy why                                        the latest run
  eddy why store/failures/broadcast/broadcast.lost.any.yaml`;

interface WhyFlags {
  readonly jobs?: string;
  readonly runLimit?: string;
}

export function whyCommand(program: Command): void {
  program
    .command('why')
    .description('what a run needs to fail, and what decides it')
    .argument('[run]', "a run's folder or a plan (default: the latest run in store)")
    .option('--jobs <number>', 'simulated runs side by side; default: one per processor')
    .option('--run-limit <seconds>', 'wall-clock time that a run may take; default 60')
    .addHelpText('after', NOTES)
    .action(why);
}

async function why(place: string = path.join('store', 'latest'), flags: WhyFlags = {}): Promise<void> {
  const { plan, note } = await planOf(place);
  const runtime = runtimeOf('why', place, plan, note);
  const jobs = positive('--jobs', flags.jobs) ?? availableParallelism();
  const limitMs = (positive('--run-limit', flags.runLimit) ?? 60) * 1000;
  const runner = new Runner({ runtime, jobs, limitMs });
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping', 'stopped', board.interject);
  try {
    const { fingerprint } = await runner.run(plan);
    if (fingerprint === undefined) {
      process.stdout.write('the run is valid when it is played from its plan\n');
      process.exitCode = ExitCode.invalid;
      return;
    }
    const shrunk = await shrink(plan, fingerprint, {
      run: async (each) => (await runner.run(each)).fingerprint,
      jobs: runner.jobs,
      signal: stop.signal,
      onSmaller: (smaller, runs) => board.show(() => [`  ${sizeText(smaller)} after ${runs} runs`]),
    });
    board.show(undefined);
    const journal = new DroppedMessages();
    await runChecked(plannedTest(shrunk.plan), { store: false, journal });
    const decisive = await decisiveChanges(
      shrunk.plan,
      journal.list,
      async (each) => (await runner.run(each)).fingerprint === undefined,
    );
    const lines = [
      `${fingerprint}: ${sizeText(shrunk.plan)} of ${sizeText(plan)} are enough`,
      ...story(shrunk.plan).map((line) => `  ${line}`),
      decisive.length === 0 ? 'no single change makes it valid' : 'each of these alone decides it:',
      ...decisive.map(({ what }) => `  ${what} the run is valid`),
    ];
    process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''));
    process.exitCode = decisive.length === 0 ? ExitCode.unknown : ExitCode.valid;
  } finally {
    stop.release();
    board.close();
    await runner.close();
  }
}
