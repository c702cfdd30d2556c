/** Makes the runs of a search: simulated ones side by side in a pool of threads, virtual ones in this thread. */

import { Lost, WorkerPool } from '../threads/worker-pool.js';
import type { RunnerOptions } from './runner.js';
import searchedRun, { type SearchedOutcome } from './searched-run.js';
import type { SearchedTest } from './swarm.js';

export class SearchRunner {
  readonly #limitMs: number;
  readonly #pool: WorkerPool<SearchedTest, SearchedOutcome> | undefined;

  constructor({ runtime, jobs, limitMs }: RunnerOptions) {
    this.#limitMs = limitMs;
    if (runtime === 'virtual') return;
    this.#pool = new WorkerPool(new URL('./searched-run.js', import.meta.url).href, { threads: jobs });
  }

  /** Never rejects. */
  async run(test: SearchedTest): Promise<SearchedOutcome> {
    if (this.#pool === undefined) return searchedRun(test);
    const outcome = await this.#pool.run(test, this.#limitMs);
    if (!(outcome instanceof Lost)) return outcome;
    return { behaviour: 0, fingerprint: undefined, error: outcome.simulationText };
  }

  async close(): Promise<void> {
    await this.#pool?.destroy();
  }
}
