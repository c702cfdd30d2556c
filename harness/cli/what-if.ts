/** `eddy what-if [run]`: plays a run with a change, and shows where it parts from the original. */

import path from 'node:path';
import type { Command } from 'commander';
import { MILLISECOND } from '../../node/index.js';
import type { Fate } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { summary } from '../findings/summary.js';
import { plannedTest } from '../run/run-test.js';
import { messageNames } from '../search/message-names.js';
import { planOf } from '../search/plan-of.js';
import { changedPlan } from '../search/what-if.js';
import { Board } from '../terminal/board.js';
import { colorsFor } from '../text/colors.js';
import { compareTraces } from '../trace/difference.js';
import { differenceLines } from '../trace/difference-text.js';
import { journalFile } from '../trace/trace.js';
import { runCode } from './exit-code.js';
import { onInterrupt } from './interrupt.js';
import { runShown } from './run-shown.js';
import { placesOf, viewOf } from './view.js';

const NOTES = `
A message is named by its number in eddy trace and in the report; faults and operations are numbered from 1 as eddy record
lists them. The run must have been simulated or virtual. Each option can be given more than once.

Examples:
  eddy what-if store/latest --deliver 47           though a partition dropped it
  eddy what-if --delay 47=300ms --without-fault 2
  eddy what-if --without-op 12`;

interface WhatIfFlags {
  readonly deliver?: readonly string[];
  readonly drop?: readonly string[];
  readonly delay?: readonly string[];
  readonly withoutFault?: readonly string[];
  readonly withoutOp?: readonly string[];
  readonly store?: string;
}

const repeated = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export function whatIfCommand(program: Command): void {
  program
    .command('what-if')
    .description('play a run with a change, and show where it parts from the original')
    .argument('[run]', "a run's folder (default: the latest run in store)")
    .option('--deliver <message>', 'deliver a message whatever dropped it', repeated)
    .option('--drop <message>', 'lose a message', repeated)
    .option('--delay <message=time>', 'let a message travel as long as this: 47=300ms, 47=1.5s', repeated)
    .option('--without-fault <number>', 'leave a fault out', repeated)
    .option('--without-op <number>', 'leave an operation out', repeated)
    .option('--store <folder>', 'where the changed run is stored (default: store)')
    .addHelpText('after', NOTES)
    .action(whatIf);
}

async function whatIf(run: string = path.join('store', 'latest'), flags: WhatIfFlags = {}): Promise<void> {
  const wanted: readonly (readonly [id: number, fate: Fate])[] = [
    ...(flags.deliver ?? []).map((text) => [number('--deliver', text), { delivered: true }] as const),
    ...(flags.drop ?? []).map((text) => [number('--drop', text), { lost: true }] as const),
    ...(flags.delay ?? []).map(readDelay),
  ];
  const withoutFaults = (flags.withoutFault ?? []).map((text) => number('--without-fault', text));
  const withoutOperations = (flags.withoutOp ?? []).map((text) => number('--without-op', text));
  if (wanted.length + withoutFaults.length + withoutOperations.length === 0) {
    throw new UsageError(
      'what-if: expected a change: --deliver, --drop, --delay, --without-fault or --without-op',
    );
  }
  const journal = journalFile(run, false);
  const names = await messageNames(
    journal,
    wanted.map(([id]) => id),
  );
  const messages = wanted.flatMap(([id, fate]) => {
    const message = names.get(id);
    return message === undefined ? [] : [{ message, fate }];
  });
  const { plan, note } = await planOf(run);
  if (note !== undefined)
    throw new UsageError(`what-if: ${note}: expected a run in simulated or virtual time`);
  const changed = changedPlan(plan, { messages, withoutFaults, withoutOperations });
  const board = await Board.on(process.stderr);
  const stop = onInterrupt('stopping: final operations, checks', 'stopped', board.interject);
  try {
    const { store } = flags;
    const made = await runShown(
      plannedTest(changed, store === undefined ? {} : { store }),
      stop.signal,
      board,
    );
    const view = viewOf(process.stdout);
    process.stdout.write(summary(made, placesOf(made), view));
    if (made.folder !== undefined) {
      const { difference, equal } = await compareTraces(journal, made.folder);
      const compared = {
        difference,
        equal,
        left: 'the run as it was',
        right: 'with the change',
        options: [],
      };
      const lines = differenceLines(compared, colorsFor('stdout'), view.columns);
      process.stdout.write(lines.map((line) => `  ${line}\n`).join(''));
    }
    process.exitCode = runCode(made);
  } finally {
    stop.release();
    board.close();
  }
}

function number(flag: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${flag} expects a number, got ${JSON.stringify(text)}`);
}

function readDelay(text: string): readonly [id: number, fate: Fate] {
  const [, id, amount, unit] = /^(\d+)=(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  if (id === undefined || amount === undefined) {
    throw new UsageError(
      `--delay expects a message and a time such as 47=300ms or 47=1.5s, got ${JSON.stringify(text)}`,
    );
  }
  const ms = Number(amount) * (unit === 's' ? 1000 : 1);
  return [Number(id), { delay: Math.round(ms * MILLISECOND) }];
}
