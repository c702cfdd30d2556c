/** A run whose progress, and messages where they are asked for, are shown on a board. */

import { colorsFor } from '../colors.js';
import { completeOptions, type TestInput } from '../options.js';
import { runTest, type TestRun } from '../test-run.js';
import type { Board } from './board.js';
import { NetLog } from './net-log.js';
import { Progress } from './progress.js';

/** Rejects as `runTest` does. */
export async function runShown(input: TestInput, signal: AbortSignal, board: Board): Promise<TestRun> {
  const { 'log-net-send': sends, 'log-net-recv': receipts } = completeOptions(input);
  const progress = new Progress(board, colorsFor('stderr'));
  const log = new NetLog({ sends, receipts }, (line) => board.say(line));
  try {
    return await runTest(input, {
      signal,
      listener: progress,
      ...((sends || receipts) && { journal: log }),
    });
  } finally {
    progress.end();
  }
}
