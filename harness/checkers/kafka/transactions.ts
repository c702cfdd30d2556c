/**
 * Reads the sends and polls out of a history: `[["send", key, message]]`, completed as `[["send", key, [offset, message]]]`,
 * and `[["poll"]]`, completed as `[["poll", {key: [[offset, message], ...]}]]`. What has neither shape shows nothing.
 */

import { isObject } from '../../../node/index.js';
import { type History, type Operation, pairs } from '../../operations/history.js';
import { JsonMap } from '../json-value.js';
import { type Assign, Message, type Sighting, type Transaction } from './message.js';
import { asOffset } from './offset.js';

const TRANSACTIONS: ReadonlySet<string> = new Set(['send', 'poll', 'txn']);

/** Sends, polls and assigns (other than those that failed) in order of completion, those still open by their invocation. */
export function readEvents(history: History): readonly (Transaction | Assign)[] {
  const messages = new Messages();
  const events: (Transaction | Assign)[] = [];
  let id = 0;
  for (const { invoke, completion = invoke } of pairs(history)) {
    const outcome = completion.type === 'invoke' ? 'info' : completion.type;
    if (TRANSACTIONS.has(invoke.f)) {
      events.push({ id: id++, invoke, completion, outcome, ...sightings(completion, messages) });
    } else if (invoke.f === 'assign' && outcome !== 'fail') {
      events.push({ completion, keys: asArray(completion.value).map(String) });
    }
  }
  events.sort((a, b) => a.completion.index - b.completion.index);
  for (const event of events) if (isTransaction(event)) register(event);
  return events;
}

/** The sends and polls with a value of another shape: they show nothing. */
export function unfitMessages(history: History): Operation[] {
  return history.filter(
    ({ process, f, value }) => process !== 'nemesis' && TRANSACTIONS.has(f) && !isListOfMicros(value),
  );
}

function isListOfMicros(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((micro: unknown) => Array.isArray(micro) && (micro[0] === 'send' || micro[0] === 'poll'))
  );
}

export function isTransaction(event: Transaction | Assign): event is Transaction {
  return 'outcome' in event;
}

function register(transaction: Transaction): void {
  const { outcome, sends, polls } = transaction;
  forAll(sends, ({ message }) => {
    if (outcome === 'fail') message.failed = transaction;
    if (outcome !== 'fail' || message.writer === undefined) message.writer = transaction;
  });
  if (outcome !== 'ok') return;
  forAll(polls, ({ message: { readers } }) => {
    if (readers.at(-1) !== transaction) readers.push(transaction);
  });
}

/** Visits the sightings of all keys. In a long run there are ten times as many as operations. */
export function forAll(
  byKey: ReadonlyMap<string, readonly Sighting[]>,
  visit: (sighting: Sighting) => void,
): void {
  for (const sightings of byKey.values()) for (const sighting of sightings) visit(sighting);
}

/** The messages of all keys. */
export function messagesOf(byKey: ReadonlyMap<string, readonly Sighting[]>): Message[] {
  return [...byKey.values()].flatMap((sightings) => sightings.map(({ message }) => message));
}

/** One object for each message. */
class Messages {
  readonly #byKey = new Map<string, JsonMap<Message>>();

  get(key: string, value: unknown): Message {
    let ofKey = this.#byKey.get(key);
    if (ofKey === undefined) this.#byKey.set(key, (ofKey = new JsonMap()));
    let message = ofKey.get(value);
    if (message === undefined) ofKey.set(value, (message = new Message(key, value)));
    return message;
  }
}

function sightings(operation: Operation, messages: Messages): Pick<Transaction, 'sends' | 'polls'> {
  const sends = new Map<string, Sighting[]>();
  const polls = new Map<string, Sighting[]>();
  const put = (into: Map<string, Sighting[]>, key: string, offset: unknown, value: unknown): void => {
    const sighting = { message: messages.get(key, value), offset: asOffset(offset) };
    const ofKey = into.get(key);
    if (ofKey === undefined) into.set(key, [sighting]);
    else ofKey.push(sighting);
  };
  for (const microOp of asArray(operation.value)) {
    const [f, first, second] = asArray(microOp);
    if (f === 'send') {
      // Only a send that succeeded was told its offset: what another holds is the message alone.
      const told = operation.type === 'ok' && Array.isArray(second) && second.length === 2;
      const [offset, value]: readonly unknown[] = told ? second : [undefined, second];
      put(sends, String(first), offset, value);
    } else if (f === 'poll' && isObject(first)) {
      for (const [key, shown] of Object.entries(first)) {
        for (const pair of asArray(shown)) {
          const [offset, value] = asArray(pair);
          put(polls, key, offset, value);
        }
      }
    }
  }
  return { sends, polls };
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
