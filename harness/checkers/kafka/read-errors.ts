/**
 * Errors between what was sent and what was read: messages that should have been read and were not, and messages that
 * were read and should not have been. Only polls that succeeded count as reads.
 */

import { type Example, type Findings, named } from './finding.js';
import { type Log, surelyHappened } from './logs.js';
import type { Message, Transaction } from './message.js';
import { forAll, messagesOf } from './transactions.js';

export function readErrors(transactions: readonly Transaction[], logs: ReadonlyMap<string, Log>): Findings {
  const aborted: Example[] = [];
  const precommitted: Example[] = [];
  const unwritten = new Map<Message, Example>();
  for (const transaction of transactions) {
    if (transaction.outcome !== 'ok') continue;
    const { completion, polls, sends } = transaction;
    const own = new Set(messagesOf(sends));
    const suspects = new Set<Message>();
    forAll(polls, ({ message }) => {
      const { failed, writer } = message;
      if (failed !== undefined || writer === undefined || own.has(message)) suspects.add(message);
    });
    for (const message of suspects) {
      const { key, value, failed, writer } = message;
      if (failed !== undefined) {
        const text = `${named(message)} was read, though its send failed`;
        aborted.push({ key, value, writer: failed.completion, reader: completion, text });
      }
      if (writer === undefined && !unwritten.has(message)) {
        const text = `${named(message)} was read, although no operation sent it`;
        unwritten.set(message, { key, value, reader: completion, text });
      }
      if (own.has(message)) {
        const text = `${named(message)} was read by the very operation that sent it, before that had succeeded`;
        precommitted.push({ key, value, op: completion, text });
      }
    }
  }
  return {
    G1a: aborted,
    'no-writer-of-value': [...unwritten.values()],
    'precommitted-read': precommitted,
    'lost-write': [...logs.values()].flatMap(lostWrites),
  };
}

/**
 * Messages that nobody read, though something behind them was. How far reads of a key got is told by the first index of
 * each message read; a message counts as passed over when its last index lies before.
 */
function lostWrites({ slots }: Log): Example[] {
  // In the order of their first indices.
  const messages = [...new Set(slots.flatMap((slot) => slot.messages))];
  const furthest = messages.findLast(({ readers }) => readers.length > 0);
  const bound = furthest?.firstIndex ?? -1;
  return messages.flatMap((message) => {
    const { key, value, writer, readers, lastIndex: index = -1 } = message;
    if (index > bound || readers.length > 0 || writer === undefined || !surelyHappened(writer)) return [];
    const text = `${named(message)} was acknowledged, and a message behind it was read, but it never was itself`;
    const maxRead = furthest?.readers[0]?.completion;
    return [
      { key, value, index, 'max-read-index': bound, writer: writer.completion, 'max-read': maxRead, text },
    ];
  });
}
