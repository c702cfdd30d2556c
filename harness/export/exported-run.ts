/** What an export is made from: the messages and faults that filters leave of a run, and what else is known of it. */

import type { Fault } from '../faults/faults.js';
import type { Operation } from '../operations/history.js';
import type { TraceEntry } from '../trace/journeys.js';

export interface ExportedRun {
  /** One line for a person. */
  readonly title: string;
  /** In the order of the cluster; more may appear among the messages. */
  readonly nodes: readonly string[];
  /** May be asked for more than once, and gives the same each time. */
  readonly entries: () => AsyncIterable<TraceEntry>;
  /** What clients did and saw; empty where that is not known. */
  readonly operations: () => Promise<readonly OperationPair[]>;
  readonly faults: readonly Fault[];
}

export interface OperationPair {
  readonly invoke: Operation;
  /** Undefined where it was still open at the end. */
  readonly completion: Operation | undefined;
}

/** Lines without their ends. Pure but for what it asks the run for: the same run gives the same lines. */
export type Export = (run: ExportedRun) => AsyncGenerator<string>;
