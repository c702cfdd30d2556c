/** The anomalies that were found, by name: all are counted, the first few kept as examples. */

import { printExact } from '../../../node/index.js';
import type { Operation } from '../../operations/history.js';
import { JsonMap } from '../json-value.js';
import type { CycleStep } from './explanation.js';
import { operationOf, type Transaction } from './transaction.js';

/** One example of an anomaly, under Maelstrom's names; which facts there are depends on the anomaly. */
export interface AnomalyFacts {
  /** What happened, for a reader who does not know the names. Lines. */
  readonly text?: string | undefined;
  /** The transactions of a cycle, in order; the first again at the end. */
  readonly cycle?: readonly Operation[] | undefined;
  /** Why each transaction of a cycle comes before the next. */
  readonly steps?: readonly CycleStep[] | undefined;
  /** Those that it is about. */
  readonly txns?: readonly Operation[] | undefined;
  /** The one that it is about. */
  readonly op?: Operation | undefined;
  readonly key?: unknown;
  /** Versions of that key. */
  readonly values?: readonly unknown[] | undefined;
  readonly [fact: string]: unknown;
}

/** `true` if there is nothing to show of it. */
export type Anomaly = true | AnomalyFacts;

/** A history that is broken throughout would fill its result with itself. */
const EXAMPLES = 8;

export class Findings {
  readonly #examples = new Map<string, Anomaly[]>();
  readonly #counts = new Map<string, number>();

  /** `example` is called if it is kept. */
  add(type: string, example: () => Anomaly): void {
    const examples = this.#examples.get(type) ?? [];
    if (examples.length < EXAMPLES) examples.push(example());
    this.#examples.set(type, examples);
    this.#counts.set(type, this.count(type) + 1);
  }

  get types(): readonly string[] {
    return [...this.#counts.keys()].toSorted();
  }

  count(type: string): number {
    return this.#counts.get(type) ?? 0;
  }

  examples(type: string): readonly Anomaly[] {
    return this.#examples.get(type) ?? [];
  }
}

/**
 * Two transactions read the same state of a key and each wrote to it: one of the two did not see the other. `nameState`
 * gives states of a key the same text where they are the same.
 */
export function lostUpdates(
  transactions: readonly Transaction[],
  findings: Findings,
  nameState: (key: unknown, value: unknown) => string,
): void {
  const keys = new JsonMap<Map<string, Update[]>>();
  for (const transaction of transactions) {
    if (transaction.type !== 'ok' || transaction.micros.length < 2) continue;
    for (const { key, value } of readsBeforeWrites(transaction)) {
      const states = keys.get(key) ?? new Map<string, Update[]>();
      keys.set(key, states);
      const name = nameState(key, value);
      const updates = states.get(name);
      const update = { transaction, key, value };
      if (updates === undefined) states.set(name, [update]);
      else updates.push(update);
    }
  }
  for (const states of keys.values()) {
    for (const updates of states.values()) {
      const [first] = updates;
      if (first === undefined || updates.length < 2) continue;
      findings.add('lost-update', () => {
        const txns = updates.map(({ transaction }) => operationOf(transaction));
        const [key, value] = [first.key, first.value ?? null];
        const text = `operations ${txns.map(({ index }) => index).join(' and ')} read key ${printExact(key)} as ${printExact(value)}, and each then wrote to it`;
        return { key, value, txns, text };
      });
    }
  }
}

interface Update {
  readonly transaction: Transaction;
  readonly key: unknown;
  readonly value: unknown;
}

/** The first read of each key that the transaction wrote to afterwards. */
function readsBeforeWrites({ micros }: Transaction): { key: unknown; value: unknown }[] {
  const reads = new JsonMap<{ readonly key: unknown; readonly value: unknown; written: boolean }>();
  for (const [f, key, value] of micros) {
    const read = reads.get(key);
    if (f !== 'r') {
      if (read !== undefined) read.written = true;
    } else if (read === undefined) reads.set(key, { key, value, written: false });
  }
  return reads.values().filter(({ written }) => written);
}
