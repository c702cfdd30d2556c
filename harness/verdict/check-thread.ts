/**
 * Heavy checks in a thread of their own, which is killed when it takes too long or too much memory: whether a history is
 * linearizable can take longer than anybody waits, and must not cost the rest of the results.
 */

import type { WorkloadFigures } from '../checkers/index.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import type { Workload } from '../workloads/index.js';
import { type Check, checkHere } from './check.js';
import type { CheckTask } from './check-task.js';

/**
 * A checker that watches the clock itself can tell how far it came. So that it has the first word, it is killed only so
 * long after its time; starting the thread and handing over the history are in there too.
 */
const GRACE_MS = 2000;

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
): Promise<WorkloadFigures> {
  const { 'check-limit': seconds, 'check-memory': mebibytes } = options;
  const pool = new WorkerPool<CheckTask, WorkloadFigures>(task.href, { threads: 1, memoryMb: mebibytes });
  const checked = await pool.run({ workload: name, options, history }, seconds * 1000 + GRACE_MS);
  await pool.destroy();
  return checked instanceof Lost ? { valid: 'unknown', error: explain(checked, options) } : checked;
}

function explain(
  { why, reason }: Lost,
  { 'check-limit': seconds, 'check-memory': mebibytes }: TestOptions,
): string {
  switch (why) {
    case 'time':
      return `the check was not done after ${seconds} s: raise --check-limit, or test for a shorter time`;
    case 'memory':
      return `the check needed more than ${mebibytes} MiB of memory: raise --check-memory, or test for a shorter time`;
    case 'ended':
      return `the check ended by itself: ${reason}`;
  }
}
