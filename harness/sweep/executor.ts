/** Executes the runs of a sweep: simulated ones side by side in a pool of threads, live ones one after the other. */

import { rmSync } from 'node:fs';
import { explain } from '../errors/explain-error.js';
import { runTest } from '../run/run-test.js';
import { Lost, WorkerPool } from '../threads/worker-pool.js';
import type { PlannedRun } from './grid.js';
import { isGood, lostRun, type RunOutcome, outcomeOf } from './run-record.js';
import type { SimulatedRun } from './simulated-run.js';

export const KEEPS = ['all', 'failed', 'none'] as const;
/** The runs whose history and journal stay on disk. */
export type Keep = (typeof KEEPS)[number];

export interface Executor {
  /**
   * Never rejects. Undefined if the run was broken off, and so has no result. `store` is the folder in which it may
   * be kept.
   */
  run(planned: PlannedRun, store: string): Promise<RunOutcome | undefined>;
  close(): Promise<void>;
}

/** Simulated runs. All runs must want the same environment. */
export class Simulated implements Executor {
  readonly #pool: WorkerPool<SimulatedRun, RunOutcome>;
  readonly #keep: Keep;
  readonly #limitMs: number;
  /**
   * The number of points of which a failed run is kept: the others can be repeated, and their journals would fill the
   * disk.
   */
  readonly #kept: Set<string>;

  constructor(
    options: { readonly threads: number; readonly keep: Keep; readonly limitMs: number },
    env: Readonly<Record<string, string>>,
    kept: Set<string>,
  ) {
    const { threads } = options;
    this.#pool = new WorkerPool(new URL('./simulated-run.js', import.meta.url).href, { threads, env });
    this.#keep = options.keep;
    this.#limitMs = options.limitMs;
    this.#kept = kept;
  }

  async run({ input, point }: PlannedRun, store: string): Promise<RunOutcome> {
    const outcome = await this.#once({ input, store: this.#keep === 'all' ? store : undefined });
    // A run that ended its thread would do so again.
    if (outcome instanceof Lost) return lostRun(outcome.simulationText);
    if (this.#keep !== 'failed' || isGood(outcome) || this.#kept.has(point.key)) return outcome;
    this.#kept.add(point.key);
    // Repeats the same run, byte for byte, and stores it.
    const again = await this.#once({ input, store });
    return again instanceof Lost ? outcome : again;
  }

  #once(run: SimulatedRun): Promise<RunOutcome | Lost> {
    return this.#pool.run(run, this.#limitMs);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

/** Runs in real time, in this process and its children. */
export class Live implements Executor {
  readonly #keep: Keep;
  readonly #signal: AbortSignal;

  constructor(keep: Keep, signal: AbortSignal) {
    this.#keep = keep;
    this.#signal = signal;
  }

  async run({ input, env }: PlannedRun, store: string): Promise<RunOutcome | undefined> {
    try {
      const run = await runTest(
        { ...input, store },
        { store: this.#keep !== 'none', env, signal: this.#signal },
      );
      if (run.results.interrupted === true) return forget(store);
      const { folder, ...outcome } = outcomeOf(run);
      if (this.#keep === 'all' || !isGood(outcome))
        return { ...outcome, ...(folder !== undefined && { folder }) };
      forget(store);
      return outcome;
    } catch (error) {
      return this.#signal.aborted ? forget(store) : lostRun(explain(error));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function forget(store: string): undefined {
  rmSync(store, { recursive: true, force: true });
}
