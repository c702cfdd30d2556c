/** What the checker of some workload says, for readers that take the results of any. */

import type { Figures } from './checker.js';
import type { CounterResult } from './counter.js';
import type { EchoResult } from './echo.js';
import type { KafkaResult } from './kafka/index.js';
import type { KeyedResult, OneRegisterResult } from './linearizability/index.js';
import type { SetFullResult } from './set-full.js';
import type { IsolationResult } from './transactions/index.js';
import type { UniqueIdsResult } from './unique-ids.js';

/** The results of all workloads' checkers. */
export type WorkloadResult =
  | CounterResult
  | EchoResult
  | IsolationResult
  | KafkaResult
  | KeyedResult
  | OneRegisterResult
  | SetFullResult
  | UniqueIdsResult;

/** Any of them: a reader takes the figures that are there. */
export type WorkloadFigures = Figures<WorkloadResult>;
