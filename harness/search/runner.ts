/** Makes runs: simulated ones side by side in a pool of threads, virtual ones one after the other in this thread. */

import type { RunPlan } from '../plan/run-plan.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import plannedRun, { type PlannedRunOutcome, type PlannedRunTask } from './planned-run.js';
import searchedRun, { type SearchedOutcome } from './searched-run.js';
import type { SearchedTest } from './swarm.js';

export interface RunnerOptions {
  readonly runtime: 'sim' | 'virtual';
  /** Runs side by side. */
  readonly jobs: number;
  /** The most wall-clock milliseconds for a run. */
  readonly limitMs: number;
}

/** What is done for each task. */
interface Work<Task, Outcome> {
  /** The module whose default export does it in a thread. */
  readonly module: string;
  /** The same, in this thread. */
  readonly here: (task: Task) => Promise<Outcome>;
  /** The outcome of a task whose thread was lost. */
  readonly lost: (lost: Lost) => Outcome;
}

class TaskRunner<Task, Outcome extends object> {
  /** How many tasks may be under way. */
  readonly jobs: number;
  readonly #work: Work<Task, Outcome>;
  readonly #limitMs: number;
  readonly #pool: WorkerPool<Task, Outcome> | undefined;

  constructor(work: Work<Task, Outcome>, { runtime, jobs, limitMs }: RunnerOptions) {
    const isVirtual = runtime === 'virtual';
    this.jobs = isVirtual ? 1 : jobs;
    this.#work = work;
    this.#limitMs = limitMs;
    if (!isVirtual) this.#pool = new WorkerPool(work.module, { threads: jobs });
  }

  /** Never rejects. */
  async do(task: Task): Promise<Outcome> {
    if (this.#pool === undefined) return this.#work.here(task);
    const outcome = await this.#pool.run(task, this.#limitMs);
    return outcome instanceof Lost ? this.#work.lost(outcome) : outcome;
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
  }
}

/** Makes runs of plans. A run without an end has the fingerprint `run/no-end/any`. */
export class Runner extends TaskRunner<PlannedRunTask, PlannedRunOutcome> {
  constructor(options: RunnerOptions) {
    const module = new URL('./planned-run.js', import.meta.url).href;
    super({ module, here: plannedRun, lost: () => ({ fingerprint: 'run/no-end/any' }) }, options);
  }

  /** Never rejects. */
  run(plan: RunPlan): Promise<PlannedRunOutcome> {
    return this.do({ plan });
  }
}

/** Makes the runs of a search. */
export class SearchRunner extends TaskRunner<SearchedTest, SearchedOutcome> {
  constructor(options: RunnerOptions) {
    const module = new URL('./searched-run.js', import.meta.url).href;
    const lost = ({ simulationText: error }: Lost): SearchedOutcome => ({
      behaviour: 0,
      fingerprint: undefined,
      error,
    });
    super({ module, here: searchedRun, lost }, options);
  }
}
