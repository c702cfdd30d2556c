/**
 * One run of a test, from options to verdict: start the cluster, play the workload under the nemesis, heal, wait for
 * recovery, do the final operations, stop, check. The same code whether the nodes are processes, threads or
 * simulated.
 *
 * If a run fails at any point, its records so far are on disk and no node is left running.
 */

import { type Program, Random } from '../../node/index.js';
import { isSimulated, type Journal, type OrderOptions, VirtualClock } from '../../router/index.js';
import { analyse, type Results } from '../verdict/analysis.js';
import { type Check, checkHere } from '../verdict/check.js';
import { checkUnderLimits } from '../verdict/check-thread.js';
import { buildCluster, clockFor, freshSeed, onClock } from '../cluster/build-cluster.js';
import { diagnosed, sentenceOf } from '../diagnosis/index.js';
import { explained } from '../explanations/index.js';
import { type RunSummary, runSummary } from '../findings/run-summary.js';
import { faultsOf } from '../faults/faults.js';
import { checkFaults } from '../faults/index.js';
import type { History } from '../operations/history.js';
import { completeOptions, type TestInput, type TestOptions } from '../options/schema.js';
import { printPlan } from '../plan/plan-file.js';
import { recordedPlan } from '../plan/recorded-plan.js';
import { type RunPlan, WITHOUT_CHANCE } from '../plan/run-plan.js';
import { type Phase, Play, type Played, type RunningTest } from './play.js';
import { Records, type RecordsListener } from './records.js';
import { programInHand, resolveProgram } from '../cluster/program.js';
import { writeReport } from '../report/report.js';
import { RunFolder } from '../store/store.js';
import { version } from './version.js';
import { type Workload, workloadNamed } from '../workloads/index.js';
import { messageOf } from '../errors/message-of.js';

/** Hears what happens in a run, as it happens. */
export interface RunListener extends RecordsListener {
  /** A phase begins. */
  readonly phase?: (phase: Phase, run: RunningTest) => void;
  /** A remark of Eddy itself for the user. */
  readonly note?: (text: string) => void;
}

/** How a run is stored, watched and ended: what does not change what is tested. */
export interface RunOptions {
  /** Write the run to disk. True by default. */
  readonly store?: boolean;
  /** Ends the main phase early; the rest is still done, and a run without findings then has the verdict unknown. */
  readonly signal?: AbortSignal;
  readonly listener?: RunListener;
  /** Gets all events of the network, in addition to the stored journal. */
  readonly journal?: Journal;
  /** How the workload is checked: with limits in a live run, in this thread and without limits in a simulated one. */
  readonly check?: Check;
  /** A function that is the program of all nodes, in place of `bin`: such a run is simulated. */
  readonly program?: Program;
  /** Record the run as a plan, what chance decides included. False by default. */
  readonly records?: boolean;
  /** Draw delivery orders by priorities of links, beside the latency. */
  readonly order?: OrderOptions;
  /** Environment variables of nodes in processes and workers, in addition to Eddy's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A run that is over. */
export interface TestRun {
  readonly options: TestOptions;
  readonly seed: number;
  readonly results: Results;
  /** What the results come to, as the terminal and the pages show it. */
  readonly summary: RunSummary;
  readonly history: History;
  /** Its folder; undefined if it is not stored. */
  readonly folder: string | undefined;
  /** Nodes that ended by themselves: on Maelstrom such a run has no verdict; here it has one, but exits with 255. */
  readonly crashed: readonly string[];
  /** The plan that was played, if it is a run of one. */
  readonly plan?: RunPlan | undefined;
  /** The run as data, if it was recorded. */
  readonly recorded?: RunPlan | undefined;
}

/** A test whose options are complete and fit its workload. */
export interface CheckedTest {
  readonly options: TestOptions;
  readonly workload: Workload;
  /** What is played; without it, what the seed draws. */
  readonly plan?: RunPlan | undefined;
}

/** Completes the options of a test, once for all that follows. Throws a UsageError if they are invalid. */
export function checkedTest(input: TestInput): CheckedTest {
  const options = completeOptions(input);
  const workload = workloadNamed(options.workload);
  workload.validate?.(options);
  checkFaults(options);
  return { options, workload };
}

/** A plan as a test. Throws a UsageError if its options are invalid. */
export function plannedTest(plan: RunPlan, changed: TestInput = {}): CheckedTest {
  const input = { ...plan.options, ...changed, ...WITHOUT_CHANCE, faults: [...plan.faults] };
  return { ...checkedTest(input), plan };
}

/**
 * Runs a test once. Rejects with a UsageError if the options are invalid, and with a StartError, InitError or
 * SetUpError if the cluster did not start.
 */
export async function runTest(input: TestInput, run: RunOptions = {}): Promise<TestRun> {
  return runChecked(checkedTest(input), run);
}

/** Runs a test whose options are complete. Rejects as `runTest` does. */
export async function runChecked(
  { options, workload, plan }: CheckedTest,
  run: RunOptions = {},
): Promise<TestRun> {
  const { runtime, bin, args } = options;
  const { env, program } = run;
  const source =
    program === undefined
      ? await resolveProgram({ runtime, bin, args, own: workload.program, env })
      : programInHand(program, options);
  const seed = options.seed ?? freshSeed();
  const clock = clockFor(runtime);
  const folder = run.store === false ? undefined : new RunFolder(options.store, workload.name);
  // No command line repeats a run of a function.
  const test = { ...options, seed, ...(program !== undefined && { program: program.name || 'a function' }) };
  folder?.write('test.json', { ...test, eddy: version() });
  if (plan !== undefined) folder?.writeText('plan.yaml', printPlan(plan));

  const records = new Records(options, folder, run.listener, run.journal);
  const { recorder, statistics, observers, troubles, journal } = records;
  const { history } = recorder;
  const random = new Random(seed);
  const { dataFolder } = folder ?? {};
  const parts = { source, clock, random: random.fork('network'), journal, listener: records.cluster };
  const chance = { exceptions: plan?.exceptions, records: run.records, order: run.order };
  const cluster = buildCluster(options, { ...parts, ...chance, dataFolder });
  const running = { options, seed, clock, statistics, history, cluster, troubles, folder: folder?.path };
  const flushing = clock instanceof VirtualClock ? undefined : setInterval(() => folder?.flush(), FLUSH_MS);
  const onPhase = (phase: Phase): void => run.listener?.phase?.(phase, running);
  const play = new Play(
    running,
    { workload, recorder, observers, random, plan },
    { signal: run.signal, onPhase },
  );
  try {
    const played = await onClock(clock, () => play.run()).finally(() => folder?.writeHistory(history));
    onPhase('checking');
    const { check = isSimulated(runtime) ? checkHere : checkUnderLimits } = run;
    const results = await judge({ running, workload, records, folder }, played, check);
    folder?.writeResults(results);
    if (folder !== undefined) await report(folder, history, run.listener);
    const summary = runSummary({ test, results });
    const crashed = [...cluster.deaths.keys()];
    const exceptions = cluster.network.exceptions();
    const recorded =
      run.records === true ? (plan ?? recordedPlan({ options, seed, history, exceptions })) : undefined;
    const path = folder?.path;
    return { options, seed, results, summary, history, folder: path, crashed, plan, recorded };
  } catch (error) {
    const { diagnoses = [] } = diagnosedSoFar(running, records);
    const diagnostics = troubles.list();
    const why = diagnoses.length === 0 ? {} : { diagnoses };
    folder?.writeResults({ valid: 'unknown', error: String(error), diagnostics, ...why });
    // Troubles were reported when they came.
    for (const each of diagnoses) if (each.detail === undefined) run.listener?.note?.(sentenceOf(each));
    if (folder !== undefined) await report(folder, history, run.listener);
    throw error;
  } finally {
    clearInterval(flushing);
    folder?.close();
  }
}

const FLUSH_MS = 100;

/** The evidence for the verdict of a completed run. */
interface Made {
  readonly running: RunningTest;
  readonly workload: Workload;
  readonly records: Records;
  readonly folder: RunFolder | undefined;
}

/** The verdict, and its reason if it is not valid. */
async function judge(
  { running, workload, records, folder }: Made,
  { recovery, gossip, interruptedAfter }: Played,
  check: Check,
): Promise<Results> {
  const { options, seed, clock, history } = running;
  const { statistics, troubles, observers, conversations } = records;
  const evidence = {
    options,
    seed,
    workload,
    history,
    net: (operations: number) => statistics.result(operations),
    troubles: troubles.list(),
    faults: faultsOf(history, options),
    recovery,
    gossip,
    interrupted: interruptedAfter ?? (false as const),
    observers: observers.ids,
  };
  const judged = await analyse(evidence, check);
  folder?.flush();
  const why = await explained({ ...evidence, workload: judged.workload }, folder?.journal.path);
  const seen = { ...evidence, conversations, end: clock.now(), judged };
  return { ...judged, ...diagnosed(seen), ...why };
}

/** The diagnosis of a run that did not complete. */
function diagnosedSoFar(
  { options, clock, history }: RunningTest,
  { conversations, troubles }: Records,
): ReturnType<typeof diagnosed> {
  return diagnosed({
    conversations,
    troubles: troubles.list(),
    history,
    faults: [],
    options,
    end: clock.now(),
  });
}

/** An error of the report must not cost the verdict. */
async function report(folder: RunFolder, history: History, listener: RunListener = {}): Promise<void> {
  try {
    await writeReport(folder.path, history);
  } catch (error) {
    listener.note?.(`report.html could not be written: ${messageOf(error)}`);
  }
}
