/** Histories for tests, one short row an operation. */

import type { History, Operation, OperationType, Process } from '../../../harness/operations/history.js';

export type Row = readonly [
  process: Process,
  type: OperationType,
  f: string,
  value?: unknown,
  extra?: Partial<Operation>,
];

/** Row i happens at i milliseconds unless its extra says otherwise. */
export function history(...rows: readonly Row[]): History {
  return rows.map(([process, type, f, value = null, extra = {}], index) => ({
    index,
    time: index * 1e6,
    type,
    process,
    f,
    value,
    ...extra,
  }));
}
