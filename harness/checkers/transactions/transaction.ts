/** Transactions as the checkers see them: a history taken apart once, each with its reads and writes. */

import { printExact } from '../../../node/index.js';
import { type History, type Operation, pairs, type Process } from '../../operations/history.js';

/** `[function, key, value]`. */
export type MicroOperation = readonly [f: string, key: unknown, value: unknown];

export interface Transaction {
  /** Its place among all transactions, in the order in which they were invoked; also its vertex in the graph. */
  readonly id: number;
  /** `open` at the end of the history: as unknown as `info`. */
  readonly type: 'ok' | 'fail' | 'info' | 'open';
  readonly process: Process;
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
  /** What it was asked and, where it completed, what it saw. */
  readonly micros: readonly MicroOperation[];
}

/** What the history holds is no transaction: the checker's result is unknown, with this as its error. */
export class HistoryError extends Error {
  /** Further fields of the result. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'HistoryError';
    this.details = details;
  }
}

/** All operations with the function `txn`. `write` is the name of the micro-operations that are not reads. */
export function readTransactions(history: History, write: string): Transaction[] {
  return pairs(history)
    .filter(({ invoke }) => invoke.f === 'txn')
    .map(({ invoke, completion }, id) => ({
      id,
      type: completion === undefined || completion.type === 'invoke' ? 'open' : completion.type,
      process: invoke.process,
      invoke,
      completion,
      micros: microOperations(completion?.type === 'ok' ? completion : invoke, write),
    }));
}

function microOperations({ value, index }: Operation, write: string): readonly MicroOperation[] {
  const isMicro = (micro: unknown): micro is MicroOperation =>
    Array.isArray(micro) && micro.length === 3 && (micro[0] === 'r' || micro[0] === write);
  if (Array.isArray(value) && value.every(isMicro)) return value;
  throw new HistoryError(
    `operation ${index} is no transaction: expected a list of ["r", key, value] and ["${write}", key, value], got ${printExact(value)}`,
  );
}

/** Whether it happened, or may have. */
export function mayHaveHappened({ type }: Transaction): boolean {
  return type !== 'fail';
}

/** The operation that stands for it in results: the one with what it saw. */
export function operationOf({ completion, invoke }: Transaction): Operation {
  return completion ?? invoke;
}
