/**
 * Worker threads for work that may go wrong in any way. A task that is stuck (a simulated node in an endless loop stops its
 * whole thread) is cut off: its thread is killed and replaced, and the others do not notice.
 */

import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

const ENTRY = fileURLToPath(new URL('./worker-entry.cjs', import.meta.url));

export interface PoolOptions {
  readonly threads: number;
  /** The environment of the threads; that of this process by default. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What is left of a task that has no result. */
export interface Lost {
  readonly lost: string;
}

export class WorkerPool<Task, Result extends object> {
  readonly #pool: Piscina<{ readonly module: string; readonly task: Task }, Result>;
  readonly #module: string;

  /** `module` is the URL of a module whose default export does a task; it must not reject. */
  constructor(module: string, { threads, env }: PoolOptions) {
    this.#module = module;
    this.#pool = new Piscina({
      filename: ENTRY,
      minThreads: threads,
      maxThreads: threads,
      // The others stop a thread's event loop between tasks, and with it what a task left to be read.
      atomics: 'disabled',
      ...(env !== undefined && { env: { ...definedOnly(process.env), ...env } }),
    });
  }

  /** Never rejects. Not to be given more tasks than there are threads, so that a task's time begins at once. */
  async run(task: Task, limitMs: number): Promise<Result | Lost> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limitMs);
    try {
      return await this.#pool.run({ module: this.#module, task }, { signal: abort.signal });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        lost: abort.signal.aborted
          ? `no result within ${limitMs / 1000} s; its thread was killed. Is a simulated node in an endless loop?`
          : `its thread ended: ${reason}. Does a simulated node call process.exit?`,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  destroy(): Promise<void> {
    return this.#pool.destroy();
  }
}

export function isLost(result: object): result is Lost {
  return 'lost' in result;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
