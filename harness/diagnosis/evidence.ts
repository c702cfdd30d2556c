/** What a diagnosis is made from. */

import type { TroubleCount } from '../../router/index.js';
import type { Results } from '../verdict/analysis.js';
import type { Fault } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import type { Conversations } from './conversations.js';

export interface DiagnosisEvidence {
  /** Undefined if there is no journal: then nothing is known of who said what. */
  readonly conversations: Conversations | undefined;
  readonly troubles: readonly TroubleCount[];
  readonly history: History;
  readonly faults: readonly Fault[];
  readonly options: Pick<TestOptions, 'nodes' | 'strict' | 'availability' | 'loss'>;
  /** Nanoseconds since the run's zero: what was asked just before it need not be answered. */
  readonly end: number;
  /** Absent from a run that did not come to its checks. */
  readonly judged?: Pick<Results, 'availability' | 'thresholds' | 'net'>;
}
