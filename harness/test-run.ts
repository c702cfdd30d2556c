/**
 * One run of a test, from options to verdict: start the cluster, play the workload under the nemesis, heal, wait for
 * recovery, look once more, stop, check. The same code whether the nodes are processes, threads or simulated.
 *
 * Whatever happens, what was seen so far is on disk and no node is left behind.
 */

import { readFileSync } from 'node:fs';
import { type Clock, Random, SystemClock } from '../node/index.js';
import {
  type Client,
  Cluster,
  Journals,
  type Journal,
  NdjsonJournal,
  type Trouble,
  Troubles,
  VirtualClock,
} from '../router/index.js';
import { analyse, type Results } from './analysis.js';
import { NetStatistics } from './checkers/index.js';
import { faultsOf } from './faults.js';
import { type Generator, stagger, timeLimit } from './generator.js';
import { askGossipStats, type GossipStats } from './gossip-stats.js';
import { type History, HistoryRecorder, type Operation } from './history.js';
import { Interpreter } from './interpreter.js';
import { healGenerator, nemesisActor, nemesisGenerator } from './nemesis.js';
import { Observers } from './observers.js';
import { completeOptions, type TestInput, type TestOptions, workerCount } from './options.js';
import { resolveProgram } from './program.js';
import { recover, type Recovery } from './recovery.js';
import { RunFolder } from './store/store.js';
import { type Workload, workloadNamed } from './workloads/index.js';

export type Phase = 'starting' | 'running' | 'healing' | 'recovering' | 'final' | 'stopping' | 'checking';

/** Who watches a run. */
export interface RunListener {
  readonly phase?: (phase: Phase, run: RunningTest) => void;
  readonly operation?: (operation: Operation) => void;
  /** Something that a node did wrong, when it is the first few of its kind. */
  readonly trouble?: (trouble: Trouble) => void;
  readonly log?: (node: string, line: string) => void;
}

/** What can be seen of a run while it is going on. */
export interface RunningTest {
  readonly options: TestOptions;
  readonly seed: number;
  readonly clock: Clock;
  readonly statistics: NetStatistics;
  readonly history: History;
  readonly cluster: Cluster;
  /** Where it is stored; undefined where it is not. */
  readonly folder: string | undefined;
}

export interface RunOptions {
  /** Write the run to disk. True by default. */
  readonly store?: boolean;
  /** Ends the main phase early; the rest (healing, final operations, checks) is still done. */
  readonly signal?: AbortSignal;
  readonly listener?: RunListener;
  /** Told everything the network does, beside the stored journal. */
  readonly journal?: Journal;
}

export interface TestRun {
  readonly options: TestOptions;
  readonly seed: number;
  readonly results: Results;
  readonly history: History;
  /** Where it is stored; undefined where it is not. */
  readonly folder: string | undefined;
  /** Nodes that ended by themselves: on Maelstrom such a run has no verdict, here it has, but exits with 255. */
  readonly crashed: readonly string[];
}

/**
 * Runs a test once. Rejects with a UsageError where the options make no sense, and with a StartError, InitError or
 * SetUpError where the cluster did not come up.
 */
export async function runTest(input: TestInput, run: RunOptions = {}): Promise<TestRun> {
  const options = completeOptions(input);
  const workload = workloadNamed(options.workload);
  const { runtime, bin, args } = options;
  const source = await resolveProgram({ runtime, bin, args, own: workload.program });
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const clock = runtime === 'sim' ? new VirtualClock() : new SystemClock();
  const folder = run.store === false ? undefined : new RunFolder(options.store, workload.name);
  folder?.write('test.json', { ...options, seed, eddy: version() });

  const recorder = new HistoryRecorder((operation) => {
    folder?.history.write(JSON.stringify(operation));
    run.listener?.operation?.(operation);
  });
  const statistics = new NetStatistics();
  const observers = new Observers(statistics);
  const journals: Journal[] = [observers];
  if (folder !== undefined) journals.push(new NdjsonJournal((line) => folder.journal.write(line)));
  if (run.journal !== undefined) journals.push(run.journal);
  const troubles = new Troubles();
  const random = new Random(seed);
  const { latency: meanMs, 'latency-dist': distribution, loss, duplication, nodes } = options;
  const cluster = new Cluster(
    {
      clock,
      random: random.fork('network'),
      journal: new Journals(journals),
      listener: {
        trouble: (trouble) => {
          if (troubles.add(trouble)) run.listener?.trouble?.(trouble);
        },
        log: (node, line) => {
          folder?.log(node, line);
          run.listener?.log?.(node, line);
        },
      },
    },
    { nodes, source, latency: { meanMs, distribution }, loss, duplication },
  );
  const running: RunningTest = {
    options,
    seed,
    clock,
    statistics,
    history: recorder.history,
    cluster,
    folder: folder?.path,
  };
  const flushing = clock instanceof VirtualClock ? undefined : setInterval(() => folder?.flush(), FLUSH_MS);
  const play = new Play(running, { workload, recorder, observers, random }, run);
  try {
    await (clock instanceof VirtualClock ? clock.drive(() => play.run()) : play.run());
    run.listener?.phase?.('checking', running);
    const results = analyse({
      options,
      seed,
      workload,
      history: recorder.history,
      net: statistics,
      troubles: troubles.list(),
      faults: faultsOf(recorder.history, options),
      recovery: play.recovery,
      gossip: play.gossip,
      interrupted: run.signal?.aborted === true,
    });
    folder?.write('results.json', results);
    const crashed = [...cluster.deaths.keys()];
    return { options, seed, results, history: recorder.history, folder: folder?.path, crashed };
  } catch (error) {
    folder?.write('results.json', { valid: 'unknown', error: String(error), diagnostics: troubles.list() });
    throw error;
  } finally {
    clearInterval(flushing);
    folder?.close();
  }
}

const FLUSH_MS = 100;

/** A node refused what it was told before the run began. */
export class SetUpError extends Error {
  constructor(node: string, what: string, cause: unknown) {
    super(`${node} refused ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'SetUpError';
  }
}

/** The phases of a run on its clock. */
class Play {
  recovery: Recovery | undefined;
  gossip: GossipStats | undefined;
  readonly #running: RunningTest;
  readonly #workload: Workload;
  readonly #recorder: HistoryRecorder;
  readonly #observers: Observers;
  readonly #random: Random;
  readonly #run: RunOptions;

  constructor(
    running: RunningTest,
    parts: {
      readonly workload: Workload;
      readonly recorder: HistoryRecorder;
      readonly observers: Observers;
      readonly random: Random;
    },
    run: RunOptions,
  ) {
    this.#running = running;
    this.#workload = parts.workload;
    this.#recorder = parts.recorder;
    this.#observers = parts.observers;
    this.#random = parts.random;
    this.#run = run;
  }

  async run(): Promise<void> {
    const { cluster } = this.#running;
    try {
      this.#phase('starting');
      await cluster.start();
      const clients = new Map(cluster.nodes.map((node) => [node, cluster.client()]));
      await Promise.all([...clients].map(([node, client]) => this.#setUp(node, client)));
      await this.#operate();
    } finally {
      this.#phase('stopping');
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

  async #operate(): Promise<void> {
    const { options, clock, cluster, statistics } = this.#running;
    const interrupt = this.#run.signal ?? new AbortController().signal;
    const forever = new AbortController().signal;
    const interpreter = new Interpreter(
      { clock, cluster, recorder: this.#recorder, workload: this.#workload, nemesis: nemesisActor(cluster) },
      workerCount(options),
    );
    this.#phase('running');
    const nemesis = nemesisGenerator(this.#random.fork('nemesis'), options);
    const main = {
      clients: timeLimit(options['time-limit'], this.#clientGenerator()),
      ...(nemesis !== undefined && { nemesis: timeLimit(options['time-limit'], nemesis) }),
    };
    await interpreter.play(main, interrupt);

    this.#phase('healing');
    const heal = healGenerator(cluster, options);
    if (heal !== undefined) await interpreter.play({ nemesis: heal }, forever);

    const last = this.#workload.finalGenerator?.(interpreter.threads, options);
    if (last !== undefined) {
      this.#phase('recovering');
      const sends = (): number => statistics.serverSends;
      const clients = this.#observers.of(cluster);
      this.recovery = await recover({ clock, cluster, clients }, this.#workload.observe, sends, forever);
      this.#phase('final');
      await interpreter.play({ clients: last }, forever);
    }
    interpreter.close();
    this.gossip = await askGossipStats(options, this.#observers.of(cluster), statistics);
  }

  #clientGenerator(): Generator {
    const { options } = this.#running;
    if (options.rate === 0) return { next: () => ({ kind: 'wait', until: Infinity }) };
    const generator = this.#workload.generator(this.#random.fork('workload'), options);
    return stagger(this.#random.fork('rate'), options.rate, generator);
  }

  #phase(phase: Phase): void {
    this.#run.listener?.phase?.(phase, this.#running);
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String((manifest as { readonly version?: unknown }).version);
}
