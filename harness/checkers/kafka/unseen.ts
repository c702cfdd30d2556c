/**
 * Messages that were acknowledged and that, at the end of the run, nobody had ever read. The final polls read all keys from
 * the beginning until they have reached what was acknowledged, so in a whole run such a message is lost or not yet there.
 */

import { listed } from './finding.js';
import type { Message, Transaction } from './message.js';
import { messagesOf } from './transactions.js';

export interface Unseen {
  /** Nanoseconds: the end of the last operation that succeeded. */
  readonly time: number;
  /** How many, by key. */
  readonly unseen: Readonly<Record<string, number>>;
  /** Which, by key; the first 32 of each. */
  readonly messages: Readonly<Record<string, readonly unknown[]>>;
  readonly text: string;
}

const LISTED_OF_A_KEY = 32;

/** Undefined where every message that was acknowledged was read. */
export function findUnseen(transactions: readonly Transaction[]): Unseen | undefined {
  const byKey = new Map<string, Set<Message>>();
  let time = 0;
  for (const { outcome, completion, sends } of transactions) {
    if (outcome !== 'ok') continue;
    ({ time } = completion);
    for (const message of messagesOf(sends)) {
      if (message.readers.length > 0) continue;
      const ofKey = byKey.get(message.key);
      if (ofKey === undefined) byKey.set(message.key, new Set([message]));
      else ofKey.add(message);
    }
  }
  if (byKey.size === 0) return undefined;
  const counts = [...byKey].map(([key, messages]) => [key, messages.size] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const keys = listed([...byKey.keys()]);
  return {
    time,
    unseen: Object.fromEntries(counts),
    messages: Object.fromEntries(
      [...byKey].map(([key, messages]) => [
        key,
        [...messages].slice(0, LISTED_OF_A_KEY).map(({ value }) => value),
      ]),
    ),
    text: `${total} acknowledged ${total === 1 ? 'message was' : 'messages were'} never read, of key ${keys}`,
  };
}
