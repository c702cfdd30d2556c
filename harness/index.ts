/**
 * Eddy as a library: run a test, sweep over its parameters, replay fixtures, start a cluster, check a history.
 *
 * @module eddy
 */

export {
  availability,
  type AvailabilityTarget,
  type Call as ModelCall,
  casRegister,
  type Checker,
  echoChecker,
  exceptions,
  type Explanation,
  type Fragment as ExplanationFragment,
  kafka,
  type Limits,
  linearizable,
  linearizableByKey,
  listAppend,
  type Model,
  MODEL_NAMES,
  NetStatistics,
  type Outline as ModelOutline,
  type Refusal,
  register,
  type Result,
  type WorkloadFigures,
  rwRegister,
  setFull,
  stats,
  type Step as ModelStep,
  type IsolationOptions,
  uniqueIds,
  type Validity,
} from './checkers/index.js';
export type { Diagnosis, DiagnosisKind } from './diagnosis/index.js';
export { UsageError } from './errors/usage-error.js';
export type { ValueExplanation } from './explanations/explanation.js';
export { type Fingerprint, fingerprint, fingerprintText } from './findings/fingerprint.js';
export { type RunSource, type RunSummary, runSummary } from './findings/run-summary.js';
export { faultsOf, type ReportedFault as Fault } from './faults/faults.js';
export {
  type Event as NewOperation,
  type History,
  HistoryRecorder,
  type MalformedReply,
  type Operation,
  type OperationType,
  type Process,
  type ThrownByClient,
} from './operations/history.js';
export type { Value as SweptValue } from './options/option-value.js';
export type { TestInput, TestOptions } from './options/schema.js';
export { type WorkloadName, WORKLOAD_NAMES } from './workloads/index.js';
export type { Judged as JudgedThreshold, Threshold } from './options/thresholds.js';
export { replay, type ReplayOptions } from './replay/replay.js';
export type { Reporter, ReplaySummary } from './replay/reporters/reporter.js';
export { type Phase, type RunningTest, SetUpError } from './run/play.js';
export { type LibraryInput, type LibraryOptions, runTest } from './run/library.js';
export type { RunListener, TestRun } from './run/run-test.js';
export { type ClusterInput, type ClusterIo, startCluster } from './run/start-cluster.js';
export { type HistoryReadOptions, readHistory } from './store/history-reader.js';
export { findRun, type StoredRun } from './store/stored-run.js';
export type { Keep } from './sweep/executor.js';
export type { PlannedRun } from './sweep/grid.js';
export type { Failure as SweepFailure, Sweep } from './sweep/outcome.js';
export type { Plan as SweepPlan } from './sweep/plan.js';
export type { PointSummary } from './sweep/point-summary.js';
export type { Recommendation } from './sweep/recommend.js';
export type { RunRecord } from './sweep/run-record.js';
export { sweep, type SweepInput, type SweepListener, type SweepOptions } from './sweep/sweep.js';
export type { Results } from './verdict/analysis.js';
export type { Coverage } from './verdict/coverage.js';
export { recheck, type Recheck, type RecheckWatcher } from './verdict/recheck.js';
export type { GossipStats, Recovery } from './verdict/results.js';
export { readResults, type StoredResults } from './verdict/stored-results.js';
export { Cluster, Client, ControlError, InitError, StartError } from '../router/index.js';
