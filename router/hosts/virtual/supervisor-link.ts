/** The main thread's end of the supervisor: one batch at a time, each answered when all its nodes are quiet. */

import { Worker } from 'node:worker_threads';
import type { Batch, NodeReport, Reply, Request } from './messages.js';

export class SupervisorLink {
  readonly #stallLimitMs: number;
  /** Not zero when the run is to end: what the supervisor's thread looks at while it waits for nodes. */
  readonly #interruption = new Int32Array(new SharedArrayBuffer(4));
  #worker: Worker | undefined;
  #answer: { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #outstanding = 0;

  /** `stallLimitMs`: how long a node may run in real time without waiting, before it is killed. */
  constructor(stallLimitMs: number) {
    this.#stallLimitMs = stallLimitMs;
  }

  /** Whether an answer is still to come, or the thread is ending. */
  get busy(): boolean {
    return this.#outstanding > 0;
  }

  /** Resolves when no answer is to come any more. */
  async idle(): Promise<void> {
    while (this.busy) await this.#last;
  }

  /** Nodes that do not get quiet from now on are killed instead of waited for. */
  interrupt(): void {
    Atomics.store(this.#interruption, 0, 1);
  }

  /** Rejects if the supervisor fails: nothing can be said of the nodes any more then. */
  run(batch: Batch): Promise<readonly NodeReport[]> {
    this.#outstanding++;
    const running = this.#last.then(() => this.#ask({ ask: 'run', batch }));
    const done = running.finally(() => this.#outstanding--);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Ends the thread. All processes that it traces end with it. */
  async close(): Promise<void> {
    await this.idle();
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    this.#outstanding++;
    this.#last = worker.terminate().finally(() => this.#outstanding--);
    await this.#last;
  }

  async #ask(request: Request): Promise<readonly NodeReport[]> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#answer = { resolve, reject };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
      worker.postMessage(request);
    });
    worker.unref();
    if (reply.told === 'failed') throw new Error(`the supervisor of virtual time failed: ${reply.error}`);
    return reply.nodes;
  }

  #start(): Worker {
    const worker = new Worker(new URL('supervisor-thread.js', import.meta.url), {
      workerData: { stallLimitMs: this.#stallLimitMs, interruption: this.#interruption },
    });
    worker.on('message', (reply: Reply) => this.#answer?.resolve(reply));
    worker.on('error', (error) =>
      this.#answer?.reject(error instanceof Error ? error : new Error(String(error))),
    );
    worker.on('exit', (code) =>
      this.#answer?.reject(new Error(`the thread of virtual time ended with ${code}`)),
    );
    return worker;
  }
}
