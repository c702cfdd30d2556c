/**
 * Random transactions for the workloads that send them: reads and writes over a pool of keys that is used up and renewed
 * as in Jepsen. No two writes of a key have the same value, so that each read tells whose write it saw.
 */

import type { Random } from '../../node/index.js';

/** `['r', key, null]`, or a write: its name, the key, and a value from 1 up. */
export type MicroOperation = readonly [f: string, key: number, value: number | null];

export interface TransactionOptions {
  /** Keys in use at a time. */
  readonly 'key-count': number;
  /** Each length from 1 to this is as likely as the others. */
  readonly 'max-txn-length': number;
  /** A key that was written so often gives its place to a new one. */
  readonly 'max-writes-per-key': number;
}

/** A source of transactions; each micro-operation is a read or a write (`write` is its name) with equal chance. */
export function transactions(
  random: Random,
  options: TransactionOptions,
  write: string,
): () => MicroOperation[] {
  const keys = new KeyPool(options['key-count'], options['max-writes-per-key']);
  const microOperation = (): MicroOperation => {
    const slot = keys.draw(random);
    return random.chance(0.5) ? ['r', keys.at(slot), null] : [write, ...keys.write(slot)];
  };
  return () => Array.from({ length: random.integer(1, options['max-txn-length']) }, microOperation);
}

/** The keys in use: 0, 1, 2, ... at first. */
class KeyPool {
  readonly #maxWrites: number;
  readonly #keys: { key: number; writes: number }[];
  #next: number;

  constructor(count: number, maxWrites: number) {
    this.#maxWrites = maxWrites;
    this.#keys = Array.from({ length: count }, (_, key) => ({ key, writes: 0 }));
    this.#next = count;
  }

  /** A slot: each twice as likely as the one before it, so that some keys are contended and others nearly idle. */
  draw(random: Random): number {
    const count = this.#keys.length;
    const fromTheEnd = Math.floor(-Math.log2(1 - random.fraction() * (1 - 2 ** -count)));
    return count - 1 - Math.min(fromTheEnd, count - 1);
  }

  at(slot: number): number {
    return this.#slot(slot).key;
  }

  /** The key to write to, and its next value; a key that is used up makes way for the next one. */
  write(slot: number): [key: number, value: number] {
    const entry = this.#slot(slot);
    if (entry.writes >= this.#maxWrites) {
      entry.key = this.#next++;
      entry.writes = 0;
    }
    entry.writes++;
    return [entry.key, entry.writes];
  }

  #slot(slot: number): { key: number; writes: number } {
    const entry = this.#keys[slot];
    if (entry === undefined) throw new RangeError(`no slot ${slot}`);
    return entry;
  }
}
