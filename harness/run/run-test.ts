/**
 * One run of a test, from options to verdict: start the cluster, play the workload under the nemesis, heal, wait for
 * recovery, look once more, stop, check. The same code whether the nodes are processes, threads or simulated.
 *
 * Whatever happens, what was seen so far is on disk and no node is left behind.
 */

import { printExact, Random, SystemClock } from '../../node/index.js';
import {
  Cluster,
  isSimulated,
  Journals,
  type Journal,
  NdjsonJournal,
  type Trouble,
  Troubles,
  VirtualClock,
} from '../../router/index.js';
import { analyse, type Results } from '../verdict/analysis.js';
import { NetStatistics } from '../checkers/index.js';
import { type Check, checkHere } from '../verdict/check.js';
import { checkUnderLimits } from '../verdict/check-thread.js';
import { Conversations, diagnosed, sentenceOf } from '../diagnosis/index.js';
import { explained } from '../explanations/index.js';
import { faultsOf } from '../faults/faults.js';
import { checkFaults } from '../faults/index.js';
import { type History, HistoryRecorder, type Operation } from '../operations/history.js';
import { Observers } from './observers.js';
import { completeOptions, type TestInput, type TestOptions } from '../options/schema.js';
import { type Phase, Play, type RunningTest } from './play.js';
import { resolveProgram } from './program.js';
import { writeReport } from '../report/report.js';
import { RunFolder } from '../store/store.js';
import { version } from './version.js';
import { type Workload, workloadNamed } from '../workloads/index.js';

/** Who watches a run. */
export interface RunListener {
  readonly phase?: (phase: Phase, run: RunningTest) => void;
  readonly operation?: (operation: Operation) => void;
  /** Something that a node did wrong, when it is the first few of its kind. */
  readonly trouble?: (trouble: Trouble) => void;
  readonly log?: (node: string, line: string) => void;
  /** Something of Eddy's own that a person should know. */
  readonly note?: (text: string) => void;
}

export interface RunOptions {
  /** Write the run to disk. True by default. */
  readonly store?: boolean;
  /** Ends the main phase early; the rest is still done, and a run in which nothing wrong was found is then unknown. */
  readonly signal?: AbortSignal;
  readonly listener?: RunListener;
  /** Told everything the network does, beside the stored journal. */
  readonly journal?: Journal;
  /** How the workload is checked: under limits in a live run, in this thread and to its end in a simulated one. */
  readonly check?: Check;
  /** What nodes in processes and workers find in their environment beside Eddy's own. */
  readonly env?: Readonly<Record<string, string>>;
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

/** The complete options of a test, and its workload. Throws a UsageError where they make no sense. */
export function checkInput(input: TestInput): { readonly options: TestOptions; readonly workload: Workload } {
  const options = completeOptions(input);
  const workload = workloadNamed(options.workload);
  workload.validate?.(options);
  checkFaults(options);
  return { options, workload };
}

/**
 * Runs a test once. Rejects with a UsageError where the options make no sense, and with a StartError, InitError or
 * SetUpError where the cluster did not come up.
 */
export async function runTest(input: TestInput, run: RunOptions = {}): Promise<TestRun> {
  const { options, workload } = checkInput(input);
  const { runtime, bin, args } = options;
  const source = await resolveProgram({ runtime, bin, args, own: workload.program, env: run.env });
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const clock = isSimulated(runtime) ? new VirtualClock() : new SystemClock();
  const folder = run.store === false ? undefined : new RunFolder(options.store, workload.name);
  folder?.write('test.json', { ...options, seed, eddy: version() });

  const recorder = new HistoryRecorder((operation) => {
    folder?.history.write(printExact(operation));
    run.listener?.operation?.(operation);
  });
  const statistics = new NetStatistics();
  const observers = new Observers(statistics);
  const conversations = new Conversations(options.nodes, (client) => observers.has(client));
  const journals: Journal[] = [observers, conversations];
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
    {
      nodes,
      source,
      latency: { meanMs, distribution },
      loss,
      duplication,
      dataFolder: folder?.dataFolder,
      initTimeoutMs: options['init-timeout'] * 1000,
      stallLimitMs: options['stall-limit'] * 1000,
    },
  );
  const running: RunningTest = {
    options,
    seed,
    clock,
    statistics,
    history: recorder.history,
    cluster,
    troubles,
    folder: folder?.path,
  };
  const flushing = clock instanceof VirtualClock ? undefined : setInterval(() => folder?.flush(), FLUSH_MS);
  const onPhase = (phase: Phase): void => run.listener?.phase?.(phase, running);
  const play = new Play(running, { workload, recorder, observers, random }, { signal: run.signal, onPhase });
  try {
    try {
      await (clock instanceof VirtualClock ? clock.drive(() => play.run()) : play.run());
    } finally {
      folder?.writeHistory(recorder.history);
    }
    onPhase('checking');
    const { check = isSimulated(runtime) ? checkHere : checkUnderLimits } = run;
    const evidence = {
      options,
      seed,
      workload,
      history: recorder.history,
      net: (operations: number) => statistics.result(operations),
      troubles: troubles.list(),
      faults: faultsOf(recorder.history, options),
      recovery: play.recovery,
      gossip: play.gossip,
      interrupted: play.interruptedAfter ?? false,
      observers: observers.ids,
    };
    const judged = await analyse(evidence, check);
    folder?.flush();
    const why = await explained({ ...evidence, workload: judged.workload }, folder?.journal.path);
    const seen = { ...evidence, conversations, end: clock.now(), judged };
    const results = { ...judged, ...diagnosed(seen), ...why };
    folder?.writeResults(results);
    if (folder !== undefined) await report(folder, recorder.history, run.listener);
    const crashed = [...cluster.deaths.keys()];
    return { options, seed, results, history: recorder.history, folder: folder?.path, crashed };
  } catch (error) {
    const { history } = recorder;
    const seen = { conversations, troubles: troubles.list(), history, faults: [], options, end: clock.now() };
    const { diagnoses = [] } = diagnosed(seen);
    const told = diagnoses.length === 0 ? {} : { diagnoses };
    folder?.writeResults({ valid: 'unknown', error: String(error), diagnostics: troubles.list(), ...told });
    // Troubles were reported when they came.
    for (const each of diagnoses) if (each.detail === undefined) run.listener?.note?.(sentenceOf(each));
    if (folder !== undefined) await report(folder, recorder.history, run.listener);
    throw error;
  } finally {
    clearInterval(flushing);
    folder?.close();
  }
}

const FLUSH_MS = 100;

/** What there is to see of a run must not cost its verdict. */
async function report(folder: RunFolder, history: History, listener: RunListener = {}): Promise<void> {
  try {
    await writeReport(folder.path, history);
  } catch (error) {
    listener.note?.(
      `report.html could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
