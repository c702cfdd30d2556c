/** The input of an export: the messages and faults that pass the filters, and the run's other data. */

import type { ReportedFault } from '../faults/faults.js';
import type { Operation } from '../operations/history.js';
import type { TraceEntry } from '../trace/journeys.js';

export interface ExportedRun {
  /** One line for a person. */
  readonly title: string;
  /** In the order of the cluster; more may appear among the messages. */
  readonly nodes: readonly string[];
  /** May be called more than once, and gives the same each time. */
  readonly entries: () => AsyncIterable<TraceEntry>;
  /** The clients' operations; empty if they are not known. */
  readonly operations: () => Promise<readonly OperationPair[]>;
  readonly faults: readonly ReportedFault[];
}

export interface OperationPair {
  readonly invoke: Operation;
  /** Undefined if it was still open at the end. */
  readonly completion: Operation | undefined;
}

/** Lines without their ends. Pure, apart from reading the run: the same run gives the same lines. */
export type Export = (run: ExportedRun) => AsyncGenerator<string>;
