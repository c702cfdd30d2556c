/** What can be wrong with registers without any cycle: reads that no order of transactions explains. */

import { printExact } from '../../../../node/index.js';
import type { Operation } from '../../../operations/history.js';
import { canonicalJson, JsonMap, sameJson } from '../../json-value.js';
import { type AnomalyFacts, type Findings, lostUpdates } from '../findings.js';
import { type MicroOperation, operationOf, type Transaction } from '../transaction.js';
import type { Registers } from './versions.js';

/**
 * `unjudged`: what Maelstrom does not look for, though no store should ever do it. `quirks`: among that is a value read
 * where the transaction had found the register unset, as with the pinned version of Maelstrom.
 */
export function registerAnomalies(
  transactions: readonly Transaction[],
  all: Registers,
  findings: Findings,
  unjudged: Findings,
  quirks = false,
): void {
  for (const transaction of transactions) {
    if (transaction.type !== 'ok') continue;
    judgeReads(transaction, all, findings, unjudged);
    findInternal(transaction, findings, quirks ? unjudged : findings);
  }
  lostUpdates(transactions, findings, (_key, value) => canonicalJson(value));
}

function judgeReads(reader: Transaction, all: Registers, findings: Findings, unjudged: Findings): void {
  const op = operationOf(reader);
  for (const [i, mop] of reader.micros.entries()) {
    const [f, key, value] = mop;
    if (f !== 'r' || value === null) continue;
    const version = all.find(key, value);
    const { failed, intermediate } = version ?? {};
    if (failed !== undefined) findings.add('G1a', () => dirtyRead(op, mop, failed, 'and failed'));
    if (intermediate !== undefined && intermediate.id !== reader.id)
      findings.add('G1b', () => dirtyRead(op, mop, intermediate, 'and then something else'));
    if (version?.attempt === undefined)
      unjudged.add('garbage-read', () => ({ op, mop, text: `${told(op, mop)}, which no operation wrote` }));
    const isOwn = ([g, k, v]: MicroOperation): boolean => g !== 'r' && sameJson(k, key) && sameJson(v, value);
    if (reader.micros.slice(i + 1).some(isOwn) && !reader.micros.slice(0, i).some(isOwn))
      unjudged.add('future-read', () => ({ op, mop, text: `${told(op, mop)}, and wrote that only then` }));
  }
}

function dirtyRead(op: Operation, mop: MicroOperation, writer: Transaction, ending: string): AnomalyFacts {
  const by = operationOf(writer);
  return { op, mop, writer: by, text: `${told(op, mop)}; operation ${by.index} wrote that, ${ending}` };
}

/** A transaction must see what it read or wrote itself; only the first disagreement counts. */
function findInternal(transaction: Transaction, findings: Findings, afterUnset: Findings): void {
  if (transaction.micros.length < 2) return;
  const state = new JsonMap<{ readonly value: unknown }>();
  for (const mop of transaction.micros) {
    const [f, key, value] = mop;
    const expected = state.get(key);
    if (f === 'r' && expected !== undefined && !sameJson(expected.value, value)) {
      const op = operationOf(transaction);
      (expected.value === null ? afterUnset : findings).add('internal', () => ({
        op,
        mop,
        expected: expected.value,
        text: `${told(op, mop)}, where its own reads and writes leave ${printExact(expected.value)}`,
      }));
      return;
    }
    state.set(key, { value });
  }
}

/** Who read what. */
function told({ index }: Operation, [, key, value]: MicroOperation): string {
  return `operation ${index} read key ${printExact(key)} as ${printExact(value)}`;
}
