/**
 * Errors of order: what one process polls, or sends, must go forward through the log of each key, and polls must leave
 * nothing out. Within one operation the errors are named `int-`, for internal.
 *
 * Positions are dense. Where that of a message is unknown, its step counts as right.
 */

import type { Operation, Process } from '../../operations/history.js';
import { type Example, type Findings, listed, named } from './finding.js';
import { between, distance, type Log } from './logs.js';
import type { Assign, Message, Sighting, Transaction } from './message.js';
import { isTransaction } from './transactions.js';

type Logs = ReadonlyMap<string, Log>;

/** Two messages of a key, one after the other as clients saw them, though not as the log has them. */
interface Step {
  readonly from: Message;
  readonly to: Message;
  /** Where both were seen: one operation, or two. */
  readonly where: { readonly op: Operation } | { readonly ops: readonly [Operation, Operation] };
}

/** Steps inside each operation that has an outcome. */
export function errorsWithin(transactions: readonly Transaction[], logs: Logs): Findings {
  const polls: Step[] = [];
  const sends: Step[] = [];
  for (const { completion, polls: polled, sends: sent } of transactions) {
    for (const sightings of polled.values()) walk(sightings, completion, polls);
    for (const sightings of sent.values()) walk(sightings, completion, sends);
  }
  return {
    'int-poll-skip': skips(polls, logs, 'a poll'),
    'int-nonmonotonic-poll': backwards(polls, 'a poll', 'showed'),
    'int-send-skip': skips(sends, logs, 'a send'),
    'int-nonmonotonic-send': backwards(sends, 'a send', 'appended'),
  };
}

function walk(sightings: readonly Sighting[], op: Operation, steps: Step[]): void {
  let from: Message | undefined;
  for (const { message } of sightings) {
    if (from !== undefined && distance(from, message) !== 1) steps.push({ from, to: message, where: { op } });
    from = message;
  }
}

/**
 * Steps from each operation of a process to its next one on the same key.
 *
 * An assign makes the process forget the keys that it drops, and only those: keys that stay are still compared, so that
 * seeking back to the beginning of one is an error (here Maelstrom's documentation differs from what it does). A crash
 * ends the process, and with it all comparison.
 */
export function errorsAcross(events: readonly (Transaction | Assign)[], logs: Logs): Findings {
  const polls: Step[] = [];
  const sends: Step[] = [];
  const lasts = new Map<Process, { readonly polls: Last; readonly sends: Last }>();
  for (const event of events) {
    const { process } = event.completion;
    let last = lasts.get(process);
    if (last === undefined) lasts.set(process, (last = { polls: new Map(), sends: new Map() }));
    if (isTransaction(event)) {
      advance(last.polls, event, event.polls, polls);
      if (event.outcome !== 'fail') advance(last.sends, event, event.sends, sends);
    } else {
      keep(last.polls, event);
      keep(last.sends, event);
    }
  }
  return {
    'poll-skip': skips(polls, logs, 'one process, from one poll to the next,'),
    'nonmonotonic-poll': backwards(polls, 'one process, from one poll to the next,', 'was shown'),
    'nonmonotonic-send': backwards(sends, 'one process, from one send to the next,', 'appended'),
  };
}

/** What a process saw last of each key, and when. */
type Last = Map<string, { readonly message: Message; readonly completion: Operation }>;

function advance(last: Last, { completion }: Transaction, seen: Transaction['polls'], steps: Step[]): void {
  for (const [key, sightings] of seen) {
    const [first, final] = [sightings[0]?.message, sightings.at(-1)?.message];
    if (first === undefined || final === undefined) continue;
    const before = last.get(key);
    if (before !== undefined && distance(before.message, first) !== 1) {
      steps.push({ from: before.message, to: first, where: { ops: [before.completion, completion] } });
    }
    last.set(key, { message: final, completion });
  }
}

function keep(last: Last, { keys }: Assign): void {
  const kept = new Set(keys);
  for (const key of last.keys()) if (!kept.has(key)) last.delete(key);
}

function skips(steps: readonly Step[], logs: Logs, who: string): Example[] {
  return steps.flatMap(({ from, to, where }) => {
    const delta = distance(from, to);
    if (delta <= 1) return [];
    const skipped = between(logs.get(from.key), from, to).map(({ value }) => value);
    const text = `${who} went from ${named(from)} to ${named(to)}, and so left out ${listed(skipped)}`;
    return [{ key: from.key, delta, skipped, ...withValues(where, from, to), text }];
  });
}

function withValues(where: Step['where'], from: Message, to: Message): object {
  return 'op' in where ? { ...where, values: [from.value, to.value] } : where;
}

function backwards(steps: readonly Step[], who: string, did: string): Example[] {
  return steps.flatMap(({ from, to, where }) => {
    const delta = distance(from, to);
    if (delta >= 1) return [];
    const how = delta === 0 ? 'which is at the same position' : `which lies ${-delta} before it`;
    const text = `${who} ${did} ${named(from)} and then ${named(to)}, ${how}`;
    return [{ key: from.key, delta, values: [from.value, to.value], ...where, text }];
  });
}
