/**
 * What is known of each list: who appended which element, and in which order.
 *
 * Reads show the whole list, so the longest read of a key tells the order of all its elements up to there. What no read
 * shows came later, if at all.
 */

import { printExact } from '../../../../node/index.js';
import { JsonMap, sameJson } from '../../json-value.js';
import { HistoryError, mayHaveHappened, operationOf, type Transaction } from '../transaction.js';

export interface Append {
  readonly transaction: Transaction;
  /** Where in the transaction. */
  readonly micro: number;
  readonly element: unknown;
  /** Whether the transaction appended nothing to this key afterwards. */
  final: boolean;
  /** Its position in the list; -1 where no read shows it. */
  place: number;
}

export class ListVersions {
  readonly key: unknown;
  readonly #appends = new JsonMap<Append>();
  #elements: readonly unknown[] = [];
  #writers: readonly (Append | undefined)[] = [];
  #unobserved: readonly Append[] = [];
  /** Whether some element was appended by nobody, or by a transaction that failed. */
  tainted = false;

  constructor(key: unknown) {
    this.key = key;
  }

  /** The elements in their order, each once. */
  get elements(): readonly unknown[] {
    return this.#elements;
  }

  /** Who appended each of them; undefined where nobody did. */
  get writers(): readonly (Append | undefined)[] {
    return this.#writers;
  }

  append(transaction: Transaction, micro: number, element: unknown): void {
    const before = this.#appends.get(element);
    if (before !== undefined) throw duplicateAppend(this.key, element, before.transaction, transaction);
    this.#appends.set(element, { transaction, micro, element, final: true, place: -1 });
  }

  /** Who appended that element. */
  writerOf(element: unknown): Append | undefined {
    return this.#appends.get(element);
  }

  /** Takes the longest list that was read, empty where none was, as the order of versions. */
  setOrder(longest: readonly unknown[]): void {
    const appends = this.#appends.values();
    // One list can only have come about in one way if there is but one element that may be in it.
    const only = appends.length === 1 ? appends[0] : undefined;
    const inferred = only !== undefined && mayHaveHappened(only.transaction) ? [only.element] : [];
    const elements = longest.length === 0 ? inferred : distinct(longest);
    this.#elements = elements;
    this.#writers = elements.map((element) => this.#appends.get(element));
    for (const [place, writer] of this.#writers.entries()) if (writer !== undefined) writer.place = place;
    this.tainted = this.#writers.some(
      (writer) => writer === undefined || !mayHaveHappened(writer.transaction),
    );
    this.#unobserved = appends.filter(({ place, transaction }) => place < 0 && mayHaveHappened(transaction));
  }

  /** Whether the list is one that this order allows. */
  allows(list: readonly unknown[]): boolean {
    if (list.length > this.#elements.length) return false;
    for (let i = 0; i < list.length; i++) if (!sameJson(list[i], this.#elements[i])) return false;
    return true;
  }

  /** What was appended next after the element at `place`, -1 for the empty list. */
  after(place: number): readonly Append[] {
    if (place + 1 >= this.#elements.length) return this.#unobserved;
    const next = this.#writers[place + 1];
    return next === undefined || !mayHaveHappened(next.transaction) ? [] : [next];
  }

  /**
   * Where in the order the state is that a read showed: the place of its last element, -1 for the empty list. Undefined
   * where its last element is not in the order.
   */
  placeOf(list: readonly unknown[]): number | undefined {
    if (list.length === 0) return -1;
    const last = this.#appends.get(list.at(-1));
    return last === undefined || last.place < 0 ? undefined : last.place;
  }
}

/** The lists by key. Throws a HistoryError where two appended the same element to a key. */
export function listVersions(transactions: readonly Transaction[]): JsonMap<ListVersions> {
  const keys = new JsonMap<ListVersions>();
  const longest = new Map<ListVersions, readonly unknown[]>();
  for (const transaction of transactions) {
    const last = new Map<ListVersions, Append>();
    for (const [micro, [f, key, value]] of transaction.micros.entries()) {
      const versions = keys.get(key) ?? new ListVersions(key);
      keys.set(key, versions);
      if (f === 'r') {
        const list = listOf(value);
        if (transaction.type === 'ok' && list.length >= (longest.get(versions)?.length ?? 0))
          longest.set(versions, list);
        continue;
      }
      versions.append(transaction, micro, value);
      const before = last.get(versions);
      if (before !== undefined) before.final = false;
      const append = versions.writerOf(value);
      if (append !== undefined) last.set(versions, append);
    }
  }
  for (const versions of keys.values()) versions.setOrder(longest.get(versions) ?? []);
  return keys;
}

/** What a read showed: nothing at all is an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === null || value === undefined) return [];
  throw new HistoryError(`a read shows ${printExact(value)}: expected a list, or null`);
}

function distinct(list: readonly unknown[]): readonly unknown[] {
  const seen = new JsonMap<true>();
  return list.filter((element) => {
    const first = seen.get(element) === undefined;
    seen.set(element, true);
    return first;
  });
}

function duplicateAppend(
  key: unknown,
  value: unknown,
  first: Transaction,
  second: Transaction,
): HistoryError {
  return new HistoryError(
    `element ${printExact(value)} was appended to key ${printExact(key)} more than once, by operations ` +
      `${operationOf(first).index} and ${operationOf(second).index}: it is ambiguous which of them a read observed. Give every append a value of its own`,
    { type: 'duplicate-appends', key, value, op: second.invoke },
  );
}
