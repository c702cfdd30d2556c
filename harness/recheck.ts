/** Checks a stored history again: what was seen is what it was, how it is judged may be said anew. */

import type { TroubleCount } from '../router/index.js';
import { analyse, type Results } from './analysis.js';
import type { Result } from './checkers/checker.js';
import { checkUnderLimits } from './checking/check-thread.js';
import { Conversations, diagnosed } from './diagnosis/index.js';
import { explained } from './explanations/index.js';
import { faultsOf } from './faults.js';
import type { GossipStats } from './gossip-stats.js';
import type { History } from './history.js';
import { completeOptions, type TestInput, testOptions, type TestOptions } from './options.js';
import type { Recovery } from './recovery.js';
import { readHistory } from './store/history-reader.js';
import { countJournal } from './store/journal-statistics.js';
import { findRun, type StoredRun } from './store/stored-run.js';
import { UsageError } from './usage-error.js';
import { WORKLOADS, workloadNamed } from './workloads/index.js';

export interface Recheck {
  /** The file with the history. */
  readonly file: string;
  readonly options: TestOptions;
  readonly history: History;
  readonly results: Results;
}

/** Who watches a check. */
export interface RecheckWatcher {
  /** The workload is known: reading and checking begin. */
  readonly checking?: (workload: string) => void;
}

/**
 * `place` is what `findRun` takes; `given` overrides the options that are stored with the run. Throws a UsageError where
 * there is no run, where a file of it is damaged, or where nobody says which workload it was.
 */
export async function recheck(
  place: string,
  given: TestInput = {},
  watcher: RecheckWatcher = {},
): Promise<Recheck> {
  const run = findRun(place);
  const told = { ...storedOptions(run), ...given };
  if (told.workload === undefined) {
    const known = WORKLOADS.map(({ name }) => name).join(', ');
    throw new UsageError(
      `${run.history} does not say which workload it is of: expected -w with one of ${known}`,
    );
  }
  const options = completeOptions(told);
  const workload = workloadNamed(options.workload);
  watcher.checking?.(workload.name);
  const history = await readHistory(run.history, { whole: isFinished(run) });
  const stored = run.results as Partial<Results>;
  const observers = stored.observers ?? [];
  const hidden = new Set(observers);
  const conversations = new Conversations(options.nodes, (client) => hidden.has(client));
  const seed = run.test['seed'];
  const evidence = {
    options,
    seed: typeof seed === 'number' ? seed : undefined,
    workload,
    history,
    net: await netOf(run, observers, conversations),
    troubles: (stored.diagnostics ?? []) as readonly TroubleCount[],
    faults: faultsOf(history, options),
    recovery: stored.recovery as Recovery | undefined,
    gossip: stored.gossip as GossipStats | undefined,
    interrupted: stored.interrupted === true,
    observers,
  };
  const judged = await analyse(evidence, checkUnderLimits);
  const why = await explained({ ...evidence, workload: judged.workload }, run.journal);
  const end = Math.max(conversations.end, history.at(-1)?.time ?? 0);
  const heard = run.journal === undefined ? undefined : conversations;
  const diagnoses = diagnosed({ ...evidence, conversations: heard, end, judged });
  return { file: run.history, options, history, results: { ...judged, ...diagnoses, ...why } };
}

/** The options that the run was made with, as far as this version knows them. */
export function storedOptions({ test, kind }: StoredRun): TestInput {
  const known = Object.entries(test).filter(([name]) => Object.hasOwn(testOptions.shape, name));
  const workload = WORKLOADS.find(({ name }) => name === kind);
  return { ...(workload !== undefined && { workload: workload.name }), ...Object.fromEntries(known) };
}

/** Without a journal nobody knows what the network did. */
async function netOf(
  run: StoredRun,
  observers: readonly string[],
  conversations: Conversations,
): Promise<(operations: number) => Result> {
  if (run.journal === undefined) return () => ({ valid: true });
  const statistics = await countJournal(run.journal, observers, { whole: isFinished(run), conversations });
  return (operations) => statistics.result(operations);
}

/** Results are written last: a run that has some was not broken off, and lacks nothing unless it was damaged. */
export function isFinished({ results }: StoredRun): boolean {
  return Object.keys(results).length > 0;
}
