/**
 * The work of a thread of the pool: one case or one scenario. Plain data in, plain data out; an error becomes a
 * result, because errors lose their own fields on the way between threads.
 */

import { explain } from '../errors/explain-error.js';
import type { CaseRequest, CaseResult } from './run-case.js';
import type { ScenarioRequest } from './run-scenario.js';

export type Task =
  ({ readonly kind: 'case' } & CaseRequest) | ({ readonly kind: 'scenario' } & ScenarioRequest);

export interface TaskResult {
  readonly passed: boolean;
  readonly problem?: string;
  readonly durationMs: number;
  /** The output of a case's node, if it may serve as the new expectation. */
  readonly actual?: CaseResult['actual'];
}

export default async function runTask(task: Task): Promise<TaskResult> {
  const start = performance.now();
  try {
    const { updatable = false, actual, ...result } = await run(task);
    return {
      ...result,
      durationMs: performance.now() - start,
      ...(updatable && actual !== undefined && { actual }),
    };
  } catch (error) {
    return { passed: false, problem: explain(error), durationMs: performance.now() - start };
  }
}

/** Modules are loaded when a task needs them: a case takes a fraction of the time of a scenario. */
async function run(task: Task): Promise<Omit<CaseResult, 'actual' | 'updatable'> & Partial<CaseResult>> {
  if (task.kind === 'case') return (await import('./run-case.js')).runCase(task);
  return (await import('./run-scenario.js')).runScenario(task);
}
