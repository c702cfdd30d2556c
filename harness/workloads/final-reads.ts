/**
 * The end of a run of transactions: every key that the main phase used is read once more, so that a write which was lost
 * after its last read still shows. As with Jepsen since 0.3.13 any free worker takes the next batch of keys, and a batch
 * that gets no answer is not repeated.
 */

import { type Draft, type Generator, sequence, timeLimit } from '../operations/generator.js';
import type { Operation } from '../operations/history.js';
import type { MicroOperation } from './transactions.js';

/** Where every batch times out, a run does not end later than that and one timeout. */
const FINAL_SECONDS = 10;

/** The keys of all transactions that were invoked. */
export class UsedKeys {
  readonly #keys = new Set<number>();

  learn({ type, f, value }: Operation): void {
    if (type !== 'invoke' || f !== 'txn') return;
    for (const [, key] of value as readonly MicroOperation[]) this.#keys.add(key);
  }

  /** From the oldest to the newest. */
  get all(): readonly number[] {
    return [...this.#keys].toSorted((a, b) => a - b);
  }
}

/** Transactions that read the keys used until the first of them is asked for, each key once, at most `batch` in each. */
export function finalReads(used: UsedKeys, batch: number): Generator {
  let reads: Generator | undefined;
  const batches: Generator = {
    next(context) {
      reads ??= sequence(readsOf(used.all, batch));
      return reads.next(context);
    },
  };
  return timeLimit(FINAL_SECONDS, batches);
}

function readsOf(keys: readonly number[], batch: number): Draft[] {
  return Array.from({ length: Math.ceil(keys.length / batch) }, (_, i) => ({
    f: 'txn',
    value: keys.slice(i * batch, (i + 1) * batch).map((key): MicroOperation => ['r', key, null]),
  }));
}
