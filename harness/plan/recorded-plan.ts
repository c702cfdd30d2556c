/** The plan of a run that was made: its operations and faults from the history, its exceptions from the network. */

import { SECOND } from '../../node/index.js';
import type { MessageException } from '../../router/index.js';
import { hasFailed, nemesisActs } from '../faults/act.js';
import { plannedLines } from '../faults/planned-lines.js';
import type { History, Operation } from '../operations/history.js';
import { isView } from '../options/flags.js';
import { repeatInput } from '../options/repeat-command.js';
import type { TestInput, TestOptions } from '../options/schema.js';
import { workerCount } from '../workloads/options.js';
import { type PlannedFault, type PlannedOperation, type RunPlan, WITHOUT_CHANCE } from './run-plan.js';

export interface MadeRun {
  readonly options: TestOptions;
  readonly seed: number;
  readonly history: History;
  readonly exceptions: readonly MessageException[];
}

/** What the final phase asks for and what mends the cluster comes by itself, after the load. */
export function recordedPlan({ options, seed, history, exceptions }: MadeRun): RunPlan {
  const begin = history.find(({ type }) => type === 'invoke')?.time ?? 0;
  const end = begin + options['time-limit'] * SECOND;
  const main = history.filter(({ time, 'final?': final }) => time < end && final !== true);
  const workers = workerCount(options);
  return {
    options: plannedOptions(options, seed),
    operations: main
      .filter(({ type, process }) => type === 'invoke' && process !== 'nemesis')
      .map((operation) => planned(operation, begin, workers)),
    faults: faultsOf(history, begin, end),
    exceptions,
  };
}

function planned(operation: Operation, begin: number, workers: number): PlannedOperation {
  const { index: _, time, type: __, process, f, value, ...extra } = operation;
  return {
    at: (time - begin) / SECOND,
    worker: Number(process) % workers,
    f,
    value,
    ...extra,
  };
}

function faultsOf(history: History, begin: number, end: number): readonly PlannedFault[] {
  const acts = [...nemesisActs(history)].filter(({ since, result }) => since < end && !hasFailed(result));
  return acts.flatMap((act) =>
    plannedLines(act).map((line) => ({ at: Math.max(0, act.since - begin) / SECOND, do: line })),
  );
}

/** The options that are not usual, without what the plan replaces and what says how a run is stored and shown. */
function plannedOptions(options: TestOptions, seed: number): TestInput {
  const told = repeatInput({ ...options, ...WITHOUT_CHANCE, seed }) ?? {};
  return Object.fromEntries(
    Object.entries(told).filter(([name]) => !isView(name) && !Object.hasOwn(WITHOUT_CHANCE, name)),
  );
}
