/**
 * The main thread's end of the supervisor: one batch at a time, each answered when all its nodes are quiet.
 *
 * The main thread has nothing to do until then, so it sleeps on a word of shared memory, which costs a tenth of a turn of the event
 * loop; now and then it takes such a turn, for signals and timers of its own.
 */

import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Batch, NodeReport, Reply, SupervisorData } from './messages.js';
import { Bell } from './bell.js';

/** How long the main thread sleeps before it takes a turn of its event loop, in real milliseconds. */
const NAP_MS = 20;

/** The thread, once it has been started. */
interface Running {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly requests: Bell;
  readonly answers: Bell;
  /** Why it has ended. */
  failure: Error | undefined;
}

export class SupervisorLink {
  readonly #stallLimitMs: number;
  #thread: Running | undefined;
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

  /** The thread starts while the caller does something else. */
  start(): void {
    this.#thread ??= startThread(this.#stallLimitMs);
  }

  /** Rejects if the supervisor fails: nothing can be said of the nodes any more then. */
  run(batch: Batch): Promise<readonly NodeReport[]> {
    this.#outstanding++;
    const running = this.#last.then(() => this.#ask(batch));
    const done = running.finally(() => this.#outstanding--);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Ends the thread. All processes that it traces end with it. */
  async close(): Promise<void> {
    await this.idle();
    const thread = this.#thread;
    if (thread === undefined) return;
    this.#thread = undefined;
    this.#outstanding++;
    this.#last = thread.worker.terminate().finally(() => this.#outstanding--);
    await this.#last;
    thread.port.close();
  }

  async #ask(batch: Batch): Promise<readonly NodeReport[]> {
    const thread = (this.#thread ??= startThread(this.#stallLimitMs));
    const { port, requests, answers } = thread;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
    port.postMessage(batch);
    requests.ring();
    for (;;) {
      const heard = answers.rings;
      const received: { readonly message: Reply } | undefined = receiveMessageOnPort(port);
      if (received !== undefined) return nodesOf(received.message);
      if (thread.failure !== undefined) throw thread.failure;
      if (!answers.wait(heard, NAP_MS)) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function nodesOf(reply: Reply): readonly NodeReport[] {
  if (reply.told === 'ran') return reply.nodes;
  throw new Error(`the supervisor of virtual time failed: ${reply.error}`);
}

function startThread(stallLimitMs: number): Running {
  const { port1: port, port2 } = new MessageChannel();
  const requests = new Bell();
  const answers = new Bell();
  const workerData: SupervisorData = {
    stallLimitMs,
    port: port2,
    requests: requests.memory,
    answers: answers.memory,
  };
  const worker = new Worker(new URL('supervisor-thread.js', import.meta.url), {
    workerData,
    transferList: [port2],
  });
  const thread: Running = { worker, port, requests, answers, failure: undefined };
  const fail = (error: Error): void => {
    thread.failure ??= error;
  };
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the thread of virtual time ended with ${code}`)));
  worker.unref();
  return thread;
}
