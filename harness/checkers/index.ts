/** The checkers: what each workload promises, as functions of a history. */

export { type Checker, type Result, type Validity } from './checker.js';
export { counter } from './counter.js';
export { echoChecker } from './echo.js';
export { kafka, unfitMessages } from './kafka/index.js';
export { greaterOffset, type Offset, offsetAfter } from './kafka/offset.js';
export { type Limits, secondsFromNow } from './limits.js';
export {
  type Call,
  casRegister,
  type Explanation,
  type Fragment,
  linearizable,
  linearizableByKey,
  linearizableRegisters,
  type Model,
  type Outline,
  type Refusal,
  register,
  type Step,
  unfitForRegisters,
} from './linearizability/index.js';
export { NetStatistics } from './net-statistics.js';
export { readsOfNoList, setFull } from './set-full.js';
export { availability, type AvailabilityTarget, exceptions, FORGIVEN, stats } from './stats.js';
export { listAppend, MODEL_NAMES, rwRegister, type IsolationOptions } from './transactions/index.js';
export { uniqueIds } from './unique-ids.js';
