/**
 * The order that processes and the clock impose on transactions, whatever they read and wrote.
 */

import { existing } from '../../errors/existing.js';
import type { Process } from '../../operations/history.js';
import { type GraphBuilder, PROCESS, REALTIME } from './graph.js';
import type { Transaction } from './transaction.js';

/** Each transaction that succeeded comes before the next one of its process. */
export function addProcessOrder(transactions: readonly Transaction[], graph: GraphBuilder): void {
  const last = new Map<Process, number>();
  for (const { id, type, process } of transactions) {
    if (type !== 'ok') continue;
    const before = last.get(process);
    if (before !== undefined) graph.add(before, id, PROCESS);
    last.set(process, id);
  }
}

/**
 * Each transaction that succeeded comes before all that were invoked after it had completed. Only those edges are added
 * that do not follow from others: of what has completed, only transactions with no other in between count, at most one for
 * each process.
 */
export function addRealtimeOrder(transactions: readonly Transaction[], graph: GraphBuilder): void {
  const completions = transactions
    .filter(({ type }) => type === 'ok')
    .toSorted((a, b) => completionIndex(a) - completionIndex(b));
  let next = 0;
  let latest: Transaction[] = [];
  for (const transaction of transactions) {
    const begin = transaction.invoke.index;
    for (; next < completions.length; next++) {
      const done = existing(completions[next]);
      if (completionIndex(done) > begin) break;
      latest = latest.filter((each) => completionIndex(each) > done.invoke.index);
      latest.push(done);
    }
    if (transaction.type === 'fail') continue;
    for (const { id } of latest) graph.add(id, transaction.id, REALTIME);
  }
}

/** Whether the one is known to have happened before the other was invoked. */
export function completedBefore(one: Transaction, other: Transaction): boolean {
  return one.type === 'ok' && completionIndex(one) < other.invoke.index;
}

function completionIndex({ completion }: Transaction): number {
  return completion?.index ?? Infinity;
}
