/** The phases of a run on its clock: start, set-up, load under faults, healing, recovery, last look, stop. */

import { type Clock, codeText, type Random, RpcError, SECOND } from '../../node/index.js';
import type { Client, Cluster, Troubles } from '../../router/index.js';
import type { NetStatistics } from '../checkers/index.js';
import { type Generator, stagger, timeLimit } from '../operations/generator.js';
import { askGossipStats, type GossipStats } from './gossip-stats.js';
import type { History, HistoryRecorder } from '../operations/history.js';
import { Interpreter } from './interpreter.js';
import { healGenerator, healQuietly, nemesisActor, nemesisGenerator } from '../faults/index.js';
import type { Observers } from './observers.js';
import type { TestOptions } from '../options/schema.js';
import { recover, type Recovery } from './recovery.js';
import type { Workload } from '../workloads/index.js';

export type Phase = 'starting' | 'running' | 'healing' | 'recovering' | 'final' | 'stopping' | 'checking';

/** What can be seen of a run while it is going on. */
export interface RunningTest {
  readonly options: TestOptions;
  readonly seed: number;
  readonly clock: Clock;
  readonly statistics: NetStatistics;
  readonly history: History;
  readonly cluster: Cluster;
  /** What its nodes did wrong so far. */
  readonly troubles: Pick<Troubles, 'list'>;
  /** Where it is stored; undefined where it is not. */
  readonly folder: string | undefined;
}

/** A node did not take what it was told before the run began: it refused, or did not answer. */
export class SetUpError extends Error {
  constructor(node: string, what: string, cause: unknown) {
    super(`${node} ${refusal(what, cause)}`, { cause });
    this.name = 'SetUpError';
  }
}

function refusal(what: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!(cause instanceof RpcError)) return `refused ${what}: ${message}`;
  if (cause.body === undefined) return `did not answer ${what}: ${message}`;
  const words = message === '' ? '' : `: ${message}`;
  return `refused ${what} with an error reply, ${codeText(cause.body)}${words}`;
}

/** The phases of a run on its clock. */
export class Play {
  recovery: Recovery | undefined;
  gossip: GossipStats | undefined;
  /** Seconds that the load had lasted when the signal ended it; undefined if it lasted its time. */
  interruptedAfter: number | undefined;
  readonly #running: RunningTest;
  readonly #workload: Workload;
  readonly #recorder: HistoryRecorder;
  readonly #observers: Observers;
  readonly #random: Random;
  readonly #signal: AbortSignal | undefined;
  readonly #onPhase: (phase: Phase) => void;

  constructor(
    running: RunningTest,
    parts: {
      readonly workload: Workload;
      readonly recorder: HistoryRecorder;
      readonly observers: Observers;
      readonly random: Random;
    },
    watch: { readonly signal?: AbortSignal | undefined; readonly onPhase: (phase: Phase) => void },
  ) {
    this.#running = running;
    this.#workload = parts.workload;
    this.#recorder = parts.recorder;
    this.#observers = parts.observers;
    this.#random = parts.random;
    this.#signal = watch.signal;
    this.#onPhase = watch.onPhase;
  }

  async run(): Promise<void> {
    const { cluster } = this.#running;
    try {
      this.#onPhase('starting');
      await cluster.start();
      const clients = new Map(cluster.nodes.map((node) => [node, cluster.client()]));
      await Promise.all([...clients].map(([node, client]) => this.#setUp(node, client)));
      await this.#operate();
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

  /** A node that was restarted knows no more than at the beginning. */
  async #setUpAgain(node: string): Promise<void> {
    const client = this.#running.cluster.client();
    try {
      await this.#setUp(node, client);
    } finally {
      client.close();
    }
  }

  async #operate(): Promise<void> {
    const { options, clock, cluster, statistics } = this.#running;
    const interrupt = this.#signal ?? new AbortController().signal;
    const forever = new AbortController().signal;
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
      clients: timeLimit(options['time-limit'], this.#atRate(generators.main)),
      ...(nemesis !== undefined && { nemesis: timeLimit(options['time-limit'], nemesis) }),
    };
    const begin = clock.now();
    const onInterrupt = (): void => {
      const seconds = (clock.now() - begin) / SECOND;
      if (seconds < options['time-limit']) this.interruptedAfter = Math.round(seconds * 1000) / 1000;
    };
    if (interrupt.aborted) onInterrupt();
    interrupt.addEventListener('abort', onInterrupt);
    await interpreter.play(main, interrupt);
    interrupt.removeEventListener('abort', onInterrupt);

    this.#onPhase('healing');
    if (generators.final === undefined) await healQuietly(cluster, options, actor);
    else {
      const heal = healGenerator(cluster, options);
      if (heal !== undefined) await interpreter.play({ nemesis: heal }, forever);
      this.#onPhase('recovering');
      const sends = (): number => statistics.serverSends;
      const clients = this.#observers.of(cluster);
      const { observe, settled } = this.#workload;
      const look = { observe, ...(settled !== undefined && { settled: settled(this.#recorder.history) }) };
      this.recovery = await recover({ clock, cluster, clients }, look, sends, forever);
      this.#onPhase('final');
      await interpreter.play({ clients: generators.final }, forever);
    }
    interpreter.close();
    this.gossip = await askGossipStats(options, this.#observers.of(cluster), statistics);
  }

  #atRate(main: Generator): Generator {
    const { rate } = this.#running.options;
    if (rate === 0) return { next: () => ({ kind: 'wait', until: Infinity }) };
    return stagger(this.#random.fork('rate'), rate, main);
  }
}
