/** Eddy as a library: run a test, sweep over its parameters, replay fixtures, start a cluster, check a history. */

export {
  availability,
  casRegister,
  type Checker,
  echoChecker,
  exceptions,
  type Explanation,
  kafka,
  type Limits,
  linearizable,
  linearizableByKey,
  listAppend,
  type Model,
  MODEL_NAMES,
  NetStatistics,
  register,
  type Result,
  rwRegister,
  setFull,
  stats,
  type IsolationOptions,
  uniqueIds,
  type Validity,
} from './checkers/index.js';
export type { Results } from './verdict/analysis.js';
export { faultsOf, type Fault } from './faults/faults.js';
export { type History, HistoryRecorder, type Operation } from './operations/history.js';
export type { TestInput, TestOptions } from './options/schema.js';
export { recheck, type Recheck } from './verdict/recheck.js';
export { replay } from './replay/replay.js';
export { readHistory } from './store/history-reader.js';
export { type ClusterInput, startCluster } from './run/start-cluster.js';
export { SetUpError } from './run/play.js';
export { type Sweep, sweep, type SweepInput, type SweepListener, type SweepOptions } from './sweep/sweep.js';
export { type RunOptions, runTest, type TestRun } from './run/run-test.js';
export { UsageError } from './errors/usage-error.js';
export { Cluster, Client, ControlError, InitError, StartError } from '../router/index.js';
