/**
 * Worker threads for work that may fail in any way. A task that hangs (a simulated node in an endless loop blocks its
 * whole thread) is ended: its thread is killed and replaced, and the others are not affected.
 */

import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { messageOf } from '../errors/message-of.js';

/** The longest delay of a timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const ENTRY = fileURLToPath(new URL('./worker-entry.cjs', import.meta.url));

export interface PoolOptions {
  readonly threads: number;
  /** The environment of the threads; that of this process by default. */
  readonly env?: Readonly<Record<string, string>>;
  /** The most mebibytes for the objects of a thread; it ends when they take more. */
  readonly memoryMb?: number;
}

/** The outcome of a task without a result. */
export class Lost {
  /** Its time was over, its thread took too much memory, or its thread ended by itself. */
  readonly why: 'time' | 'memory' | 'ended';
  /** The error of the thread; empty if its time was over. */
  readonly reason: string;
  readonly #limitMs: number;

  constructor(why: Lost['why'], reason: string, limitMs: number) {
    this.why = why;
    this.reason = reason;
    this.#limitMs = limitMs;
  }

  /** For a task that ran simulated nodes. */
  get simulationText(): string {
    return this.why === 'time'
      ? `no result within ${this.#limitMs / 1000} s; its thread was killed. Is a simulated node in an endless loop?`
      : `its thread ended: ${this.reason}. Does a simulated node call process.exit?`;
  }
}

export class WorkerPool<Task, Result extends object> {
  readonly #pool: Piscina<{ readonly module: string; readonly task: Task }, Result>;
  readonly #module: string;

  /** `module` is the URL of a module whose default export does a task; it must not reject. */
  constructor(module: string, { threads, env, memoryMb }: PoolOptions) {
    this.#module = module;
    this.#pool = new Piscina({
      filename: ENTRY,
      minThreads: threads,
      maxThreads: threads,
      // The other modes stop a thread's event loop between tasks, and with it the reading of a task's remaining
      // output.
      atomics: 'disabled',
      ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
      ...(env !== undefined && { env: { ...definedOnly(process.env), ...env } }),
    });
  }

  /** Never rejects. There must not be more tasks than threads, so that a task's time begins at once. */
  async run(task: Task, limitMs: number): Promise<Result | Lost> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), Math.min(limitMs, MAX_TIMER_MS));
    try {
      return await this.#pool.run({ module: this.#module, task }, { signal: abort.signal });
    } catch (error) {
      if (abort.signal.aborted) return new Lost('time', '', limitMs);
      const reason = messageOf(error);
      return new Lost(isOutOfMemory(error) ? 'memory' : 'ended', reason, limitMs);
    } finally {
      clearTimeout(timer);
    }
  }

  destroy(): Promise<void> {
    return this.#pool.destroy();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
