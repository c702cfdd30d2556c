/**
 * Runs generators: assigns operations to free workers, and writes invocations and completions into the history.
 *
 * Clients and nemesis are two concurrent tracks. Worker t uses node t mod n for the whole run; a worker whose
 * operation ended unknown continues as a new process, with a new client if the workload requires it.
 */

import { existing } from '../errors/existing.js';
import type { Clock, Timer } from '../../node/index.js';
import type { Client, Cluster } from '../../router/index.js';
import type { Draft, Generator } from '../operations/generator.js';
import type { HistoryRecorder, Operation, Process } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { workerCount } from '../workloads/options.js';
import { type Completion, type ErrorPolicy, failure } from '../operations/rpc.js';
import type { NemesisActor } from '../operations/nemesis-actor.js';
import type { Workload } from '../workloads/index.js';

interface Worker {
  process: Process;
  client: Client | undefined;
  busy: boolean;
}

export class Interpreter {
  readonly #clock: Clock;
  readonly #cluster: Cluster;
  readonly #recorder: HistoryRecorder;
  readonly #workload: Workload;
  readonly #nemesis: NemesisActor;
  readonly #options: TestOptions;
  readonly #workers: readonly Worker[];
  readonly #nemesisWorker: Worker = { process: 'nemesis', client: undefined, busy: false };

  constructor(
    collaborators: {
      readonly clock: Clock;
      readonly cluster: Cluster;
      readonly recorder: HistoryRecorder;
      readonly workload: Workload;
      readonly nemesis: NemesisActor;
    },
    options: TestOptions,
  ) {
    this.#clock = collaborators.clock;
    this.#cluster = collaborators.cluster;
    this.#recorder = collaborators.recorder;
    this.#workload = collaborators.workload;
    this.#nemesis = collaborators.nemesis;
    this.#options = options;
    this.#workers = Array.from({ length: workerCount(options) }, (_, i) => ({
      process: i,
      client: undefined,
      busy: false,
    }));
  }

  /** The numbers of the clients' workers. */
  get threads(): readonly number[] {
    return this.#workers.map((_, i) => i);
  }

  /** Runs one phase. Resolves when both generators are done (or the signal aborts) and no worker is busy. */
  async play(
    phase: { readonly clients?: Generator; readonly nemesis?: Generator },
    signal?: AbortSignal,
  ): Promise<void> {
    const tracks: Promise<void>[] = [];
    if (phase.clients !== undefined) {
      tracks.push(
        this.#track(phase.clients, this.#workers, (worker, op, i) => this.#request(worker, op, i), signal),
      );
    }
    if (phase.nemesis !== undefined) {
      const act = async (_worker: Worker, operation: Operation): Promise<Completion> => ({
        type: 'info',
        value: await this.#nemesis(operation),
      });
      tracks.push(this.#track(phase.nemesis, [this.#nemesisWorker], act, signal));
    }
    await Promise.all(tracks);
  }

  /** Closes the clients. */
  close(): void {
    for (const worker of this.#workers) worker.client?.close();
  }

  #track(
    generator: Generator,
    workers: readonly Worker[],
    perform: (worker: Worker, operation: Operation, thread: number) => Promise<Completion>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      let done = false;
      let busy = 0;
      let turn = 0;
      let timer: Timer | undefined;

      const finish = (): void => {
        done = true;
        timer?.cancel();
        signal?.removeEventListener('abort', finish);
        if (busy === 0) resolve();
      };
      signal?.addEventListener('abort', finish);

      const step = (): void => {
        timer?.cancel();
        while (!done && busy < workers.length) {
          const free = freeThreads(workers, turn);
          const answer = generator.next({ now: this.#clock.now(), free });
          if (answer.kind === 'done') return finish();
          if (answer.kind === 'pending') return;
          if (answer.kind === 'wait') {
            timer = this.#clock.schedule(answer.until - this.#clock.now(), guardedStep);
            return;
          }
          const thread = answer.draft.thread ?? existing(free[0]);
          turn = thread + 1;
          start(thread, answer.draft);
        }
        if (done && busy === 0) resolve();
      };
      const guardedStep = (): void => {
        try {
          step();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };

      const start = (thread: number, draft: Draft): void => {
        const worker = existing(workers[thread]);
        const { thread: _, f, value, ...extra } = draft;
        const { process } = worker;
        const invoke = this.#recorder.add({
          time: this.#clock.now(),
          // As in Jepsen, each operation of the nemesis is `info`, at its beginning and at its end.
          type: process === 'nemesis' ? 'info' : 'invoke',
          process,
          f,
          value,
          ...extra,
        });
        generator.update?.(invoke, thread);
        worker.busy = true;
        busy++;
        perform(worker, invoke, thread).then((completion) => {
          const { type, value: result = value, ...rest } = completion;
          worker.busy = false;
          busy--;
          if (type === 'info' && typeof process === 'number') this.#replaceProcess(worker, workers.length);
          const time = this.#clock.now();
          const operation = this.#recorder.add({ time, type, process, f, value: result, ...extra, ...rest });
          generator.update?.(operation, thread);
          guardedStep();
        }, reject);
      };

      if (signal?.aborted === true) finish();
      else guardedStep();
    });
  }

  async #request(worker: Worker, operation: Operation, thread: number): Promise<Completion> {
    const node = existing(this.#cluster.nodes[thread % this.#cluster.nodes.length]);
    worker.client ??= this.#cluster.client();
    try {
      return { type: 'ok', ...(await this.#workload.invoke(worker.client, node, operation, this.#options)) };
    } catch (error) {
      return failure(error, this.#errorPolicy(operation));
    }
  }

  #errorPolicy({ f }: Operation): ErrorPolicy {
    if (this.#workload.everyErrorIsUnknown === true) return 'unknown';
    return this.#workload.idempotent.has(f) ? 'idempotent' : 'as-told';
  }

  /** The process whose operation ended unknown never acts again. */
  #replaceProcess(worker: Worker, workers: number): void {
    worker.process = (worker.process as number) + workers;
    if (this.#workload.reusesClients) return;
    worker.client?.close();
    worker.client = undefined;
  }
}

/** Round robin: the free workers, beginning with the one whose turn it is, so that nodes get even load. */
function freeThreads(workers: readonly Worker[], turn: number): readonly number[] {
  const free: number[] = [];
  for (let i = 0; i < workers.length; i++) {
    const thread = (turn + i) % workers.length;
    if (workers[thread]?.busy === false) free.push(thread);
  }
  return free;
}
