/** The `txn` field of a request. */

import type { Shape } from '../shape.js';
import type { Transaction } from './transactor.js';

/** A list of reads, and of writes under the name that the workload gives them. */
export function transaction(write: string): Shape<Transaction> {
  return {
    expected: `a list of ["r", key, null] and ["${write}", key, value]`,
    accepts: (value): value is Transaction =>
      Array.isArray(value) &&
      value.every(
        (each) => Array.isArray(each) && each.length === 3 && (each[0] === 'r' || each[0] === write),
      ),
  };
}
