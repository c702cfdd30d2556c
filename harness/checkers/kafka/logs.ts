/**
 * The log of each key, put together from all that operations showed: which message is at which offset, and the order that
 * follows.
 *
 * Offsets may be sparse. What counts is the dense index, the rank of an offset among those in use, so a gap between two
 * offsets is no skip; and only offsets in use take memory.
 */

import { existing } from '../../errors/existing.js';
import { compareInHashOrder } from './hash-order.js';
import type { Message, Sighting, Transaction } from './message.js';
import { compareOffsets, type Offset } from './offset.js';
import { forAll, messagesOf } from './transactions.js';

/** An offset in use, with what was seen there: more than one message is an error. */
interface Slot {
  readonly offset: Offset;
  readonly messages: readonly Message[];
}

export interface Log {
  /** Ascending by offset: the dense index is the place in this list. */
  readonly slots: readonly Slot[];
  /** The message that stands for each slot. */
  readonly order: readonly Message[];
}

/**
 * The logs by key, with offsets, indices and positions of their messages filled in. All polls are believed, since a poll
 * may never show what is not in the log; sends where their effect is certain.
 */
export function buildLogs(transactions: readonly Transaction[]): ReadonlyMap<string, Log> {
  const logs = new Map<string, Map<Offset, Set<Message>>>();
  const enter = ({ message, offset }: Sighting): void => {
    if (offset === undefined) return;
    let log = logs.get(message.key);
    if (log === undefined) logs.set(message.key, (log = new Map()));
    const slot = log.get(offset);
    if (slot === undefined) log.set(offset, new Set([message]));
    else slot.add(message);
  };
  for (const transaction of transactions) {
    forAll(transaction.polls, enter);
    if (surelyHappened(transaction)) forAll(transaction.sends, enter);
  }
  return new Map([...logs].map(([key, log]) => [key, inOrder(log)]));
}

/** It succeeded; or its outcome is unknown, but some message of its was read. */
export function surelyHappened({ outcome, sends }: Transaction): boolean {
  if (outcome !== 'info') return outcome === 'ok';
  return messagesOf(sends).some(({ readers }) => readers.length > 0);
}

function inOrder(log: ReadonlyMap<Offset, ReadonlySet<Message>>): Log {
  const slots = [...log]
    .toSorted(([a], [b]) => compareOffsets(a, b))
    .map(([offset, messages]) => ({ offset, messages: [...messages] }));
  const order: Message[] = [];
  for (const [index, { offset, messages }] of slots.entries()) {
    for (const message of messages) {
      message.offsets.push(offset);
      message.firstIndex ??= index;
      message.lastIndex = index;
    }
    const [standing = existing(messages[0])] =
      messages.length < 2 ? messages : messages.toSorted((a, b) => compareInHashOrder(a.value, b.value));
    standing.position = index;
    order.push(standing);
  }
  return { slots, order };
}

/** How many positions lie from one message of a key to another; 1, the next, where a position is unknown. */
export function distance(from: Message, to: Message): number {
  if (from.position === undefined || to.position === undefined) return 1;
  return to.position - from.position;
}

/** The messages between two of a key. */
export function between(log: Log | undefined, from: Message, to: Message): readonly Message[] {
  return log?.order.slice((from.position ?? 0) + 1, to.position ?? 0) ?? [];
}
