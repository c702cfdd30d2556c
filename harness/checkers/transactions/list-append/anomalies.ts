/** What can be wrong with lists without any cycle: reads that no order of transactions explains. */

import { printExact } from '../../../../node/index.js';
import type { Operation } from '../../../operations/history.js';
import { canonicalJson, JsonMap, sameJson } from '../../json-value.js';
import { type AnomalyFacts, type Findings, lostUpdates } from '../findings.js';
import { type MicroOperation, operationOf, type Transaction } from '../transaction.js';
import { listOf, type ListVersions } from './versions.js';

/** `quirks`: judge a read of null as Maelstrom does, as one that says nothing of the reads after it. */
export function listAnomalies(
  transactions: readonly Transaction[],
  keys: JsonMap<ListVersions>,
  findings: Findings,
  quirks = false,
): void {
  const contradicted = new Set<ListVersions>();
  for (const transaction of transactions) {
    if (transaction.type !== 'ok') continue;
    for (const micro of transaction.micros) {
      const [f, key, value] = micro;
      const versions = keys.get(key);
      if (f !== 'r' || versions === undefined) continue;
      const list = listOf(value);
      const expected = versions.allows(list);
      if (!expected) contradicted.add(versions);
      if (!expected || versions.tainted) judgeElements(transaction, micro, versions, findings);
      judgeLast(transaction, micro, versions, findings);
    }
    findInternal(transaction, findings, quirks);
    findFutureReads(transaction, findings);
  }
  for (const versions of keys.values()) if (versions.tainted) findDirtyUpdates(versions, findings);
  if (contradicted.size > 0) findIncompatibleOrders(transactions, keys, contradicted, findings);
  lostUpdates(transactions, findings, (key, value) => {
    const list = listOf(value);
    const versions = keys.get(key);
    return versions?.allows(list) === true ? String(list.length) : canonicalJson(list);
  });
}

/** Aborted reads, elements out of nowhere, and elements shown twice. */
function judgeElements(
  reader: Transaction,
  micro: MicroOperation,
  versions: ListVersions,
  findings: Findings,
): void {
  const counts = new JsonMap<{ readonly element: unknown; count: number }>();
  const op = operationOf(reader);
  for (const element of listOf(micro[2])) {
    const writer = versions.writerOf(element)?.transaction;
    if (writer === undefined)
      findings.add('garbage-read', () => ({
        op,
        mop: micro,
        element,
        text: `${told(op, micro)}; no operation appended ${json(element)}`,
      }));
    else if (writer.type === 'fail') {
      findings.add('G1a', () => dirtyRead(op, micro, writer, element, 'and failed'));
    }
    const counted = counts.get(element);
    if (counted === undefined) counts.set(element, { element, count: 1 });
    else counted.count++;
  }
  const repeated = counts.values().filter(({ count }) => count > 1);
  if (repeated.length === 0) return;
  const duplicates = Object.fromEntries(
    repeated.map(({ element, count }) => [canonicalJson(element), count]),
  );
  findings.add('duplicate-elements', () => ({ op, mop: micro, duplicates, text: told(op, micro) }));
}

/** A read that ends with what its writer had not yet finished with. */
function judgeLast(
  reader: Transaction,
  micro: MicroOperation,
  versions: ListVersions,
  findings: Findings,
): void {
  const list = listOf(micro[2]);
  if (list.length === 0) return;
  const element = list.at(-1);
  const append = versions.writerOf(element);
  if (append === undefined || append.final) return;
  const { transaction: writer } = append;
  if (writer.id === reader.id || writer.type === 'fail') return;
  findings.add('G1b', () => dirtyRead(operationOf(reader), micro, writer, element, 'and then more'));
}

function dirtyRead(
  op: Operation,
  mop: MicroOperation,
  by: Transaction,
  element: unknown,
  ending: string,
): AnomalyFacts {
  const writer = operationOf(by);
  const text = `${told(op, mop)}; operation ${writer.index} appended ${json(element)}, ${ending}`;
  return { op, mop, writer, element, text };
}

/** What a transaction must see of a key after what it did itself: all of the list, or at least its end. */
interface Expected {
  readonly complete: boolean;
  readonly end: readonly unknown[];
  /** Nothing that a read shows next can disagree with it. */
  readonly open?: boolean;
}

function findInternal(transaction: Transaction, findings: Findings, quirks: boolean): void {
  if (transaction.micros.length < 2) return;
  const state = new JsonMap<Expected>();
  for (const mop of transaction.micros) {
    const [f, key, value] = mop;
    const before = state.get(key);
    if (f !== 'r') {
      state.set(key, { complete: before?.complete ?? false, end: [...(before?.end ?? []), value] });
      continue;
    }
    const list = listOf(value);
    if (before !== undefined && before.open !== true && !meets(list, before)) {
      findings.add('internal', () => {
        const expected = before.complete ? before.end : ['...', ...before.end];
        const op = operationOf(transaction);
        const text = `${told(op, mop)}, where its own reads and appends leave ${json(expected)}`;
        return { op, mop, expected, text };
      });
      return;
    }
    state.set(key, { complete: true, end: list, open: quirks && value === null });
  }
}

function meets(list: readonly unknown[], { complete, end }: Expected): boolean {
  const start = list.length - end.length;
  if (start < 0 || (complete && start > 0)) return false;
  return end.every((element, i) => sameJson(element, list[start + i]));
}

function findFutureReads(transaction: Transaction, findings: Findings): void {
  const { micros } = transaction;
  const op = operationOf(transaction);
  for (const [i, mop] of micros.entries()) {
    const [f, key, value] = mop;
    if (f !== 'r') continue;
    const later = micros.slice(i + 1).filter(([g, k]) => g !== 'r' && sameJson(k, key));
    if (later.length === 0) continue;
    for (const element of listOf(value)) {
      if (!later.some(([, , appended]) => sameJson(appended, element))) continue;
      findings.add('future-read', () => {
        const text = `${told(op, mop)}, and appended ${json(element)} only then`;
        return { op, mop, element, text };
      });
    }
  }
}

/** What failed is still there, and something that succeeded was built upon it. */
function findDirtyUpdates({ key, elements, writers }: ListVersions, findings: Findings): void {
  let failed: number | undefined;
  for (const [place, writer] of writers.entries()) {
    const type = writer?.transaction.type;
    if (type === 'fail') failed ??= place;
    if (type !== 'ok' || failed === undefined) continue;
    const [from, to] = [failed, place + 1];
    findings.add('dirty-update', () => {
      const between = writers.slice(from, to);
      const values = elements.slice(from, to);
      const txns = between.flatMap((each) => (each === undefined ? [] : [operationOf(each.transaction)]));
      const text = `key ${json(key)} still holds ${json(values[0])} of a transaction that failed, before ${json(values.at(-1))} of one that did not`;
      return { key, values, txns, text };
    });
    failed = undefined;
  }
}

/** Of the lists that were read of a key, from short to long, each must begin with the one before it; the first that does not. */
function findIncompatibleOrders(
  transactions: readonly Transaction[],
  keys: JsonMap<ListVersions>,
  contradicted: ReadonlySet<ListVersions>,
  findings: Findings,
): void {
  const observed = new Map<ListVersions, JsonMap<readonly unknown[]>>();
  for (const versions of contradicted) observed.set(versions, new JsonMap());
  for (const { type, micros } of transactions) {
    if (type !== 'ok') continue;
    for (const [f, key, value] of micros) {
      const versions = keys.get(key);
      if (f !== 'r' || versions === undefined) continue;
      observed.get(versions)?.set(listOf(value), listOf(value));
    }
  }
  for (const [{ key }, lists] of observed) {
    const sorted = lists.values().toSorted((a, b) => a.length - b.length);
    const wrong = sorted.findIndex((longer, i) =>
      (sorted[i - 1] ?? []).some((element, place) => !sameJson(element, longer[place])),
    );
    // An element that is only shown twice is no contradiction.
    if (wrong < 1) continue;
    findings.add('incompatible-order', () => {
      const values = sorted.slice(wrong - 1, wrong + 1);
      return { key, values, text: `key ${json(key)} was read as ${values.map(json).join(' and as ')}` };
    });
  }
}

/** Who read what. */
function told({ index }: Operation, [, key, value]: MicroOperation): string {
  return `operation ${index} read key ${json(key)} as ${json(value)}`;
}

function json(value: unknown): string {
  return printExact(value);
}
