/**
 * Heavy checks in a thread of their own, which is killed when it takes too long or too much memory: whether a history is
 * linearizable can take longer than anybody waits, and must not cost the rest of the results.
 */

import { Piscina } from 'piscina';
import type { Result } from '../checkers/checker.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { Workload } from '../workloads/index.js';
import { type Check, checkHere } from './check.js';
import type { CheckTask } from './check-task.js';

/**
 * A checker that watches the clock itself can tell how far it came. So that it has the first word, it is killed only so
 * long after its time; starting the thread and handing over the history are in there too.
 */
const GRACE_MS = 2000;

/** The longest that a timer can be set to. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const TASK = new URL('./check-task.js', import.meta.url);

/** Heavy checks in a thread, all others here. */
export const checkUnderLimits: Check = (workload, options, history) =>
  workload.heavy === true ? checkInThread(workload, options, history) : checkHere(workload, options, history);

/** `task` is the module that the thread runs. Never rejects. */
export async function checkInThread(
  { name }: Workload,
  options: TestOptions,
  history: History,
  task: URL = TASK,
): Promise<Result> {
  const { 'check-limit': seconds, 'check-memory': mebibytes } = options;
  const pool = new Piscina<CheckTask, Result>({
    filename: task.href,
    minThreads: 1,
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: mebibytes },
  });
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), Math.min(seconds * 1000 + GRACE_MS, MAX_TIMER_MS));
  try {
    return await pool.run({ workload: name, options, history }, { signal: abort.signal });
  } catch (error) {
    return { valid: 'unknown', error: explain(error, abort.signal.aborted, options) };
  } finally {
    clearTimeout(timer);
    await pool.destroy();
  }
}

function explain(
  error: unknown,
  late: boolean,
  { 'check-limit': seconds, 'check-memory': mebibytes }: TestOptions,
): string {
  if (late)
    return `the check was not done after ${seconds} s: raise --check-limit, or test for a shorter time`;
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return `the check needed more than ${mebibytes} MiB of memory: raise --check-memory, or test for a shorter time`;
  }
  return `the check ended by itself: ${error instanceof Error ? error.message : String(error)}`;
}
