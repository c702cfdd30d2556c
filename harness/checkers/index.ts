/** The checkers: what each workload promises, as functions of a history. */

export { type Checker, type Figures, guarded, merge, type Result, type Validity } from './checker.js';
export { counter, type CounterResult } from './counter.js';
export { echoChecker, type EchoMismatch, type EchoResult } from './echo.js';
export {
  kafka,
  type KafkaError,
  kafkaErrors,
  type KafkaExample,
  type KafkaResult,
  unfitMessages,
} from './kafka/index.js';
export { greaterOffset, type Offset, offsetAfter } from './kafka/offset.js';
export { type Latencies, type OperationLatencies, operationLatencies } from './latency.js';
export { type Limits, secondsFromNow } from './limits.js';
export {
  type Call,
  casRegister,
  type Explanation,
  type Fragment,
  type LinearizabilityResult,
  linearizable,
  linearizableByKey,
  linearizableRegisters,
  type Model,
  type Outline,
  type Refusal,
  register,
  type RegistersResult,
  type Step,
  unfitForRegisters,
} from './linearizability/index.js';
export { type NetResult, NetStatistics, type TrafficCounts } from './net-statistics.js';
export { readsOfNoList, setFull, type SetFullResult } from './set-full.js';
export {
  availability,
  type AvailabilityResult,
  type AvailabilityTarget,
  exceptions,
  type ExceptionsResult,
  FORGIVEN,
  stats,
  type StatsResult,
  type ThrownClass,
} from './stats.js';
export {
  type Anomalies,
  type Anomaly,
  type AnomalyFacts,
  listAppend,
  MODEL_NAMES,
  rwRegister,
  type IsolationOptions,
  type IsolationResult,
} from './transactions/index.js';
export { uniqueIds, type UniqueIdsResult } from './unique-ids.js';
export type { WorkloadFigures, WorkloadResult } from './workload-result.js';
