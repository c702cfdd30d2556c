/** Checks a stored history again: what was seen is what it was, how it is judged may be said anew. */

import { analyse, type Results } from './analysis.js';
import type { NetResult } from '../checkers/index.js';
import type { Check } from './check.js';
import { checkUnderLimits } from './check-thread.js';
import { Conversations, diagnosed } from '../diagnosis/index.js';
import { explained } from '../explanations/index.js';
import { faultsOf } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import { completeOptions, type TestInput, testOptions, type TestOptions } from '../options/schema.js';
import { type ReadHistory, readHistoryFile } from '../store/history-reader.js';
import { nameOf } from '../store/history-input.js';
import { countJournal } from './count-journal.js';
import { findRun, type StoredRun } from '../store/stored-run.js';
import { readResults } from './stored-results.js';
import { UsageError } from '../errors/usage-error.js';
import { WORKLOADS, workloadNamed } from '../workloads/index.js';

/** A history that was checked again. */
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
 * `place` is what `findRun` takes (a folder, a file, a pipe, or `-`); `given` overrides the options that are stored with the
 * run; `check` says where the workload's check is done. Throws a UsageError where there is no run, where a file of it is
 * damaged or malformed, or where neither the run nor `given` says which workload it was.
 */
export async function recheck(
  place: string,
  given: TestInput = {},
  {
    check = checkUnderLimits,
    watcher = {},
  }: { readonly check?: Check; readonly watcher?: RecheckWatcher } = {},
): Promise<Recheck> {
  const run = findRun(place);
  const told = { ...storedOptions(run), ...given };
  if (told.workload === undefined) {
    const known = WORKLOADS.map(({ name }) => name).join(', ');
    throw new UsageError(
      `${nameOf(run.history)} does not say which workload it is of: expected -w with one of ${known}`,
    );
  }
  const options = completeOptions(told);
  const workload = workloadNamed(options.workload);
  watcher.checking?.(workload.name);
  const [onlyFunction, ...others] = Object.keys(workload.functions);
  const read = await readHistoryFile(run.history, {
    whole: !isUnfinished(run),
    onlyFunction: others.length === 0 ? onlyFunction : undefined,
  });
  const { history } = read;
  const stored = readResults(run.results) ?? {};
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
    troubles: stored.diagnostics ?? [],
    faults: faultsOf(history, options),
    recovery: stored.recovery,
    gossip: stored.gossip,
    interrupted: stored['interrupted-after'] ?? stored.interrupted === true,
    observers,
  };
  const judged = await analyse(evidence, check);
  const why = await explained({ ...evidence, workload: judged.workload }, run.journal);
  const end = Math.max(conversations.end, history.at(-1)?.time ?? 0);
  const heard = run.journal === undefined ? undefined : conversations;
  const diagnoses = diagnosed({ ...evidence, conversations: heard, end, judged });
  return {
    file: run.history,
    options,
    history,
    results: { ...judged, ...diagnoses, ...why, ...notesOf(run, read, judged) },
  };
}

/** The options that the run was made with, as far as this version knows them. */
export function storedOptions({ test, kind }: StoredRun): TestInput {
  const known = Object.entries(test).filter(([name]) => Object.hasOwn(testOptions.shape, name));
  const workload = WORKLOADS.find(({ name }) => name === kind);
  return { ...(workload !== undefined && { workload: workload.name }), ...Object.fromEntries(known) };
}

function notesOf(run: StoredRun, read: ReadHistory, { valid, workload }: Results): Pick<Results, 'notes'> {
  const { history, numbering, torn } = read;
  const notes: string[] = [];
  if (isUnfinished(run)) {
    const cut = torn ? ', without the last line, which is cut off' : '';
    notes.push(
      `the run has no results.json, so it did not end: its first ${history.length} lines are judged${cut}`,
    );
  }
  if (numbering !== 'given' && (valid !== true || workload.unjudged !== undefined)) {
    const by = numbering === 'line' ? 'the line on which they stand' : 'their place in the file, from 0 on';
    notes.push(`the operations of the file have no index: the numbers above are ${by}`);
  }
  return notes.length === 0 ? {} : { notes };
}

/** Without a journal nobody knows what the network did. */
async function netOf(
  run: StoredRun,
  observers: readonly string[],
  conversations: Conversations,
): Promise<(operations: number) => NetResult> {
  if (run.journal === undefined) return () => ({ valid: true });
  const statistics = await countJournal(run.journal, observers, { whole: isFinished(run), conversations });
  return (operations) => statistics.result(operations);
}

/** Whether it is a run of Eddy's that was broken off, or is under way: its last line may lack its end. */
export function isUnfinished(run: StoredRun): boolean {
  return Object.keys(run.test).length > 0 && !isFinished(run);
}

/** Results are written last: a run that has some was not broken off, and lacks nothing unless it was damaged. */
export function isFinished({ results }: StoredRun): boolean {
  return Object.keys(results).length > 0;
}
