/**
 * Runs tasks side by side in worker threads, and hands over the results in the order of the tasks.
 *
 * A task that is stuck (a simulated node in an endless loop stops its whole thread) is cut off: its thread is killed and
 * replaced, and the others do not notice.
 */

import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Task, TaskResult } from './task.js';

/** What a task may take beyond its own time: starting the thread, loading the program, ending what it started. */
const GRACE_MS = 10_000;
/** For a scenario's set-up, recovery and checks, and for simulated time, which costs what it costs. */
const SCENARIO_MS = 600_000;

export const DEFAULT_JOBS = availableParallelism();

/** Calls `onResult` for the first task, then for the second, ...: each as soon as it and all before it are done. */
export async function runTasks(
  tasks: readonly Task[],
  jobs: number,
  onResult: (result: TaskResult, index: number) => void,
): Promise<void> {
  if (tasks.length === 0) return;
  const threads = Math.min(jobs, tasks.length);
  const pool = new Piscina<Task, TaskResult>({
    filename: new URL('./task.js', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
    // The others stop a thread's event loop between tasks, and with it what a task left to be read.
    atomics: 'disabled',
  });
  const results: (TaskResult | undefined)[] = [];
  let next = 0;
  let told = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < tasks.length; index = next++) {
      results[index] = await runOne(pool, tasks[index] as Task);
      for (let result = results[told]; result !== undefined; result = results[told]) onResult(result, told++);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } finally {
    await pool.destroy();
  }
}

/** Never rejects. No more tasks are given to the pool than it has threads, so that a task's time begins at once. */
async function runOne(pool: Piscina<Task, TaskResult>, task: Task): Promise<TaskResult> {
  const limitMs = limitOf(task);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limitMs);
  const start = performance.now();
  try {
    return await pool.run(task, { signal: abort.signal });
  } catch (error) {
    const problem = abort.signal.aborted
      ? `no result within ${limitMs / 1000} s; its thread was killed. Is a simulated node in an endless loop?`
      : `its thread ended: ${error instanceof Error ? error.message : String(error)}. Does a simulated node call process.exit?`;
    return { passed: false, problem, durationMs: performance.now() - start };
  } finally {
    clearTimeout(timer);
  }
}

function limitOf(task: Task): number {
  if (task.kind === 'case') return task.case.timeoutMs + GRACE_MS;
  const seconds = task.scenario.options['time-limit'] ?? 60;
  return SCENARIO_MS + seconds * 1000;
}
