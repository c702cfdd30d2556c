/** Makes runs of plans: simulated ones side by side in a pool of threads, virtual ones one after the other in this thread. */

import type { RunPlan } from '../plan/run-plan.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import plannedRun, { type PlannedRunOutcome, type PlannedRunTask } from './planned-run.js';

export interface RunnerOptions {
  readonly runtime: 'sim' | 'virtual';
  /** Runs side by side. */
  readonly jobs: number;
  /** The most wall-clock milliseconds for a run. */
  readonly limitMs: number;
}

export class Runner {
  readonly jobs: number;
  readonly #limitMs: number;
  readonly #pool: WorkerPool<PlannedRunTask, PlannedRunOutcome> | undefined;

  constructor({ runtime, jobs, limitMs }: RunnerOptions) {
    const isVirtual = runtime === 'virtual';
    this.jobs = isVirtual ? 1 : jobs;
    this.#limitMs = limitMs;
    if (!isVirtual) {
      this.#pool = new WorkerPool(new URL('./planned-run.js', import.meta.url).href, { threads: jobs });
    }
  }

  /** Never rejects. A run without an end has the fingerprint `run/no-end/any`. */
  async run(plan: RunPlan): Promise<PlannedRunOutcome> {
    const task = { plan };
    if (this.#pool === undefined) return plannedRun(task);
    const outcome = await this.#pool.run(task, this.#limitMs);
    return outcome instanceof Lost ? { fingerprint: 'run/no-end/any' } : outcome;
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
  }
}
