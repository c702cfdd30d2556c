/** Runs a test and shows its progress, and its messages if requested, on a board. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { InitError, StartError } from '../../router/index.js';
import { colorsFor } from '../text/colors.js';
import type { Phase, RunningTest } from '../run/play.js';
import { type CheckedTest, runChecked, type TestRun } from '../run/run-test.js';
import type { Board } from '../terminal/board.js';
import { NetLog } from '../terminal/net-log.js';
import { Progress } from '../terminal/progress.js';

/** Rejects as `runTest` does. */
export async function runShown(test: CheckedTest, signal: AbortSignal, board: Board): Promise<TestRun> {
  const { 'log-net-send': sends, 'log-net-recv': receipts } = test.options;
  const progress = new Progress(board, colorsFor('stderr'));
  const { operation, trouble, log: logged, note } = progress;
  let running: RunningTest | undefined;
  const phase = (now: Phase, run: RunningTest): void => {
    running = run;
    progress.phase(now, run);
  };
  const log = new NetLog({ sends, receipts }, (line) => board.say(line));
  try {
    return await runChecked(test, {
      signal,
      listener: { phase, operation, trouble, log: logged, note },
      ...((sends || receipts) && { journal: log }),
    });
  } catch (error) {
    const stored = storedLine(error, running?.folder);
    if (stored !== undefined) board.say(stored);
    throw error;
  } finally {
    progress.end();
  }
}

/** Names the log file of a node that did not start: the last lines of its log may not suffice. */
function storedLine(error: unknown, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const stored = path.relative(process.cwd(), folder);
  const node = error instanceof InitError || error instanceof StartError ? error.node : undefined;
  const log =
    node === undefined ? undefined : path.join(stored, 'node-logs', `${encodeURIComponent(node)}.log`);
  const logged = log !== undefined && existsSync(log) ? `; the log of ${node} is ${log}` : '';
  return `the run is stored in ${stored}${logged}`;
}
