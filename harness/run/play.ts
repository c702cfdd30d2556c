/** The phases of a run on its clock: start, set-up, load under faults, healing, recovery, last look, stop. */

import { type Clock, codeText, type Random, RpcError, SECOND } from '../../node/index.js';
import type { Client, Cluster, Troubles } from '../../router/index.js';
import type { NetStatistics } from '../checkers/index.js';
import { type Generator, stagger, timeLimit } from '../operations/generator.js';
import { askGossipStats } from './gossip-stats.js';
import type { GossipStats } from '../verdict/results.js';
import type { History, HistoryRecorder } from '../operations/history.js';
import { Interpreter } from './interpreter.js';
import { healGenerator, healQuietly, nemesisActor, nemesisGenerator } from '../faults/index.js';
import type { Observers } from './observers.js';
import type { TestOptions } from '../options/schema.js';
import { plannedOperations } from '../plan/planned-operations.js';
import type { RunPlan } from '../plan/run-plan.js';
import { recover } from './recovery.js';
import type { Recovery } from '../verdict/results.js';
import type { Workload } from '../workloads/index.js';
import { messageOf } from '../errors/message-of.js';

/**
 * The phases of a run, in their order. A workload without final operations has neither `recovering` nor `final`.
 */
export type Phase = 'starting' | 'running' | 'healing' | 'recovering' | 'final' | 'stopping' | 'checking';

/** The visible state of a run while it is going on. */
export interface RunningTest {
  readonly options: TestOptions;
  readonly seed: number;
  readonly clock: Clock;
  readonly statistics: NetStatistics;
  readonly history: History;
  readonly cluster: Cluster;
  /** The troubles of its nodes so far. */
  readonly troubles: Pick<Troubles, 'list'>;
  /** Its folder; undefined if it is not stored. */
  readonly folder: string | undefined;
}

/** A node did not accept a request of the set-up: it refused, or did not answer. */
export class SetUpError extends Error {
  constructor(node: string, what: string, cause: unknown) {
    super(`${node} ${refusal(what, cause)}`, { cause });
    this.name = 'SetUpError';
  }
}

function refusal(what: string, cause: unknown): string {
  const message = messageOf(cause);
  if (!(cause instanceof RpcError)) return `refused ${what}: ${message}`;
  if (cause.body === undefined) return `did not answer ${what}: ${message}`;
  const words = message === '' ? '' : `: ${message}`;
  return `refused ${what} with an error reply, ${codeText(cause.body)}${words}`;
}

/** The findings of playing a run. */
export interface Played {
  /** Absent if no node was observed after the faults. */
  readonly recovery?: Recovery;
  readonly gossip: GossipStats | undefined;
  /** Seconds after which the signal ended the load; undefined if it lasted its full time. */
  readonly interruptedAfter: number | undefined;
}

/** The phases of a run on its clock. */
export class Play {
  readonly #running: RunningTest;
  readonly #workload: Workload;
  readonly #recorder: HistoryRecorder;
  readonly #observers: Observers;
  readonly #random: Random;
  readonly #plan: RunPlan | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #onPhase: (phase: Phase) => void;

  constructor(
    running: RunningTest,
    parts: {
      readonly workload: Workload;
      readonly recorder: HistoryRecorder;
      readonly observers: Observers;
      readonly random: Random;
      readonly plan?: RunPlan | undefined;
    },
    watch: { readonly signal?: AbortSignal | undefined; readonly onPhase: (phase: Phase) => void },
  ) {
    this.#running = running;
    this.#workload = parts.workload;
    this.#recorder = parts.recorder;
    this.#observers = parts.observers;
    this.#random = parts.random;
    this.#plan = parts.plan;
    this.#signal = watch.signal;
    this.#onPhase = watch.onPhase;
  }

  async run(): Promise<Played> {
    const { cluster } = this.#running;
    try {
      this.#onPhase('starting');
      await cluster.start();
      const clients = new Map(cluster.nodes.map((node) => [node, cluster.client()]));
      await Promise.all([...clients].map(([node, client]) => this.#setUp(node, client)));
      return await this.#operate();
    } finally {
      this.#onPhase('stopping');
      await cluster.stop();
    }
  }

  async #setUp(node: string, client: Client): Promise<void> {
    const { options } = this.#running;
    await this.#workload.setUp?.(client, node, options).catch((error: unknown) => {
      throw new SetUpError(node, `the set-up of ${this.#workload.name}`, error);
    });
    const { configure } = options;
    if (configure === undefined) return;
    await client.rpc(node, { type: 'configure', ...configure }).catch((error: unknown) => {
      throw new SetUpError(node, `configure ${JSON.stringify(configure)}`, error);
    });
  }

  /** A restarted node has only its initial state, so it gets the set-up again. */
  async #setUpAgain(node: string): Promise<void> {
    const client = this.#running.cluster.client();
    try {
      await this.#setUp(node, client);
    } finally {
      client.close();
    }
  }

  async #operate(): Promise<Played> {
    const { options, clock, cluster, statistics } = this.#running;
    const random = this.#random.fork('nemesis');
    const setUp = (node: string): Promise<void> => this.#setUpAgain(node);
    const actor = nemesisActor({ cluster, options, random: random.fork('targets'), setUp });
    const interpreter = new Interpreter(
      { clock, cluster, recorder: this.#recorder, workload: this.#workload, nemesis: actor },
      options,
    );
    this.#onPhase('running');
    const nemesis = nemesisGenerator(random, options);
    const generators = this.#workload.generators(this.#random.fork('workload'), options, interpreter.threads);
    const main = {
      clients: timeLimit(options['time-limit'], this.#main(generators.main)),
      ...(nemesis !== undefined && { nemesis: timeLimit(options['time-limit'], nemesis) }),
    };
    const interruptedAfter = await this.#load(interpreter, main);

    this.#onPhase('healing');
    let recovery: Recovery | undefined;
    if (generators.final === undefined) await healQuietly(cluster, options, actor);
    else {
      const heal = healGenerator(cluster, options);
      if (heal !== undefined) await interpreter.play({ nemesis: heal });
      this.#onPhase('recovering');
      recovery = await this.#recover();
      this.#onPhase('final');
      await interpreter.play({ clients: generators.final });
    }
    interpreter.close();
    const gossip = await askGossipStats(options, this.#observers.of(cluster), statistics);
    return { ...(recovery !== undefined && { recovery }), gossip, interruptedAfter };
  }

  /** The main phase. Resolves with the seconds after which it was interrupted, if it was. */
  async #load(
    interpreter: Interpreter,
    main: Parameters<Interpreter['play']>[0],
  ): Promise<number | undefined> {
    const { clock, options } = this.#running;
    const signal = this.#signal;
    const begin = clock.now();
    let after: number | undefined;
    const onInterrupt = (): void => {
      const seconds = (clock.now() - begin) / SECOND;
      if (seconds < options['time-limit']) after = Math.round(seconds * 1000) / 1000;
    };
    if (signal?.aborted === true) onInterrupt();
    signal?.addEventListener('abort', onInterrupt);
    await interpreter.play(main, signal);
    signal?.removeEventListener('abort', onInterrupt);
    return after;
  }

  #recover(): Promise<Recovery> {
    const { clock, cluster, statistics } = this.#running;
    const { observe, settled } = this.#workload;
    const look = { observe, ...(settled !== undefined && { settled: settled(this.#recorder.history) }) };
    const clients = this.#observers.of(cluster);
    return recover({ clock, cluster, clients }, look, () => statistics.serverSends);
  }

  /** The load: that of the plan, or what the workload draws, at its rate. */
  #main(drawn: Generator): Generator {
    return this.#plan === undefined ? this.#atRate(drawn) : plannedOperations(this.#plan.operations, drawn);
  }

  #atRate(main: Generator): Generator {
    const { rate } = this.#running.options;
    if (rate === 0) return { next: () => ({ kind: 'wait', until: Infinity }) };
    return stagger(this.#random.fork('rate'), rate, main);
  }
}
