/** Runs tasks side by side in worker threads, and delivers the results in the order of the tasks. */

import { availableParallelism } from 'node:os';
import { existing } from '../errors/existing.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import type { Task, TaskResult } from './task.js';

/** The time that a case may take beyond its own timeout. */
export const GRACE_MS = 10_000;
/** The time for a scenario's set-up, recovery and checks, and for simulated time, whose cost depends on the run. */
const SCENARIO_MS = 600_000;

export const DEFAULT_JOBS = availableParallelism();

/**
 * Calls `onResult` for the tasks in their order, each as soon as it and all before it are done. After the signal no
 * further task is begun: those that were begun are the first of the list.
 */
export async function runTasks(
  tasks: readonly Task[],
  {
    jobs,
    graceMs,
    signal,
  }: { readonly jobs: number; readonly graceMs: number; readonly signal?: AbortSignal | undefined },
  onResult: (result: TaskResult, index: number) => void,
): Promise<void> {
  if (tasks.length === 0) return;
  const threads = Math.min(jobs, tasks.length);
  const pool = new WorkerPool<Task, TaskResult>(new URL('./task.js', import.meta.url).href, { threads });
  const results: (TaskResult | undefined)[] = [];
  let next = 0;
  let told = 0;
  const work = async (): Promise<void> => {
    while (next < tasks.length && signal?.aborted !== true) {
      const index = next++;
      results[index] = await runOne(pool, existing(tasks[index]), graceMs);
      for (let result = results[told]; result !== undefined; result = results[told]) onResult(result, told++);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    await pool.destroy();
  }
}

async function runOne(pool: WorkerPool<Task, TaskResult>, task: Task, graceMs: number): Promise<TaskResult> {
  const start = performance.now();
  const result = await pool.run(task, limitOf(task, graceMs));
  if (!(result instanceof Lost)) return result;
  return { passed: false, problem: result.simulationText, durationMs: performance.now() - start };
}

function limitOf(task: Task, graceMs: number): number {
  if (task.kind === 'case') return task.case.timeoutMs + graceMs;
  const seconds = task.scenario.options['time-limit'] ?? 60;
  return SCENARIO_MS + seconds * 1000;
}
