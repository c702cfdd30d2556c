/** The input of the diagnosis. */

import type { TroubleCount } from '../../router/index.js';
import type { AvailabilityResult, Figures } from '../checkers/index.js';
import type { Judged } from '../options/thresholds.js';
import type { ReportedFault } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { Conversations } from './conversations.js';

export interface DiagnosisEvidence {
  /** Undefined if there is no journal: then no messages are known. */
  readonly conversations: Conversations | undefined;
  readonly troubles: readonly TroubleCount[];
  readonly history: History;
  readonly faults: readonly ReportedFault[];
  readonly options: Pick<TestOptions, 'nodes' | 'strict' | 'availability' | 'loss'>;
  /** Nanoseconds since the run's zero: requests shortly before it need not be answered. */
  readonly end: number;
  /** Absent if the run did not reach its checks. */
  readonly judged?: {
    readonly availability: Figures<AvailabilityResult>;
    readonly thresholds: readonly Judged[];
  };
}
