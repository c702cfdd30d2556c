/**
 * The journey of each message: a journal's sends, paired with the deliveries and drops that refer to them.
 *
 * A journal records a message's end later than its sending, and a reader wants both on one line. The messages of a
 * stored journal are emitted in the order of sending: each once its last copy has ended and all earlier ones are out,
 * so that memory holds only what the network itself had under way. That requires the number of ends of each message,
 * which a duplicated or lost one does not record when it is sent. The journal is therefore read twice, and the first
 * reading keeps only those exceptions. The messages of a growing journal are emitted in the order of their outcomes.
 */

import { stat } from 'node:fs/promises';
import {
  type FaultEvent,
  type JournalEvent,
  readJournal,
  type SentMessage,
} from '../store/journal-reader.js';
import { Fate, Fates, type MessageOutcome } from './fates.js';

export type { MessageOutcome } from './fates.js';

/** One end of a message: each copy has its own. */
export interface End {
  readonly type: 'recv' | 'drop';
  readonly time: number;
  /** Why it was dropped. */
  readonly reason?: string;
  readonly place: number;
}

/** Times are in nanoseconds since the run's zero. */
export interface Journey {
  readonly type: 'journey';
  readonly message: SentMessage;
  readonly sentAt: number;
  /** For a duplicated message, its first delivery; it counts as dropped only if no copy arrived. */
  readonly outcome: MessageOutcome;
  /** How often it was delivered. */
  readonly copies: number;
}

/** An entry that a trace shows on a line. */
export type PlainEntry = Journey | FaultEvent;

/** A `place` counts the events of the journal, and orders events of one instant. */
export interface PlacedJourney extends Journey {
  readonly place: number;
  /** All its ends in the journal, in their order. */
  readonly ends: readonly End[];
}

export type PlacedFault = FaultEvent & { readonly place: number };

export type TraceEntry = PlacedJourney | PlacedFault;

/** Whether a message is followed. Called for every message, in the order of sending. */
export type Accepts = (message: SentMessage, sentAt: number) => boolean;

/** All messages of a stored journal, in the order of sending, with the faults in between. */
export async function* storedJourneys(file: string, accepts: Accepts): AsyncGenerator<TraceEntry> {
  // A run may still be writing: both readings stop at the present end of the file.
  const end = (await stat(file)).size;
  const exceptions = await unusualEndings(readJournal(file, { end }));
  const line = new WaitingLine(exceptions);
  let place = 0;
  for await (const event of readJournal(file, { end })) {
    if (event.type !== 'send' || accepts(event.message, event.time)) line.take(event, place);
    place++;
    for (let entry = line.next(); entry !== undefined; entry = line.next()) yield entry;
  }
  yield* line.rest();
}

/**
 * A growing journal: each message when its outcome is known (its first delivery, or the drop of its last copy), and
 * at the end of the events the messages that are still under way.
 */
export async function* liveJourneys(
  events: AsyncIterable<JournalEvent>,
  accepts: Accepts,
): AsyncGenerator<TraceEntry> {
  const fates = new Fates<Waiting>(0);
  let place = 0;
  for await (const event of events) {
    if (event.type === 'fault') yield { ...event, place };
    else if (event.type === 'send') {
      if (accepts(event.message, event.time))
        fates.sent(event.message.id, new Waiting(event, place, event.copies ?? 1));
    } else {
      const journey = endOf(fates, event, place);
      if (journey?.isSettled === true && !journey.isShown) {
        journey.isShown = true;
        yield journey;
      }
    }
    place++;
  }
  for (const journey of fates.underWay()) if (!journey.isShown) yield journey;
}

/** The number of ends of each message that does not end once: zero, or one for each of its copies. */
async function unusualEndings(events: AsyncIterable<JournalEvent>): Promise<ReadonlyMap<number, number>> {
  const open = new Set<number>();
  const endings = new Map<number, number>();
  for await (const event of events) {
    if (event.type === 'send') open.add(event.message.id);
    else if (event.type !== 'fault' && !open.delete(event.id))
      endings.set(event.id, (endings.get(event.id) ?? 1) + 1);
  }
  for (const id of open) endings.set(id, 0);
  return endings;
}

type Sending = Extract<JournalEvent, { readonly type: 'send' }>;
type Ending = Extract<JournalEvent, { readonly type: 'recv' | 'drop' }>;

class Waiting extends Fate implements PlacedJourney {
  readonly type = 'journey';
  readonly place: number;
  readonly message: SentMessage;
  readonly sentAt: number;
  readonly ends: End[] = [];
  isShown = false;

  constructor({ message, time }: Sending, place: number, expected: number) {
    super(expected);
    this.place = place;
    this.message = message;
    this.sentAt = time;
  }
}

function endOf(fates: Fates<Waiting>, event: Ending, place: number): Waiting | undefined {
  const { type, id, time } = event;
  const reason = type === 'drop' ? event.reason : undefined;
  const journey = fates.ended(id, time, reason, type === 'recv' ? event.line : undefined);
  journey?.ends.push({ type, time, ...(reason !== undefined && { reason }), place });
  return journey;
}

/** A queue: the first message leaves once it has ended. */
class WaitingLine {
  readonly #exceptions: ReadonlyMap<number, number>;
  readonly #fates = new Fates<Waiting>(0);
  #entries: (Waiting | PlacedFault)[] = [];
  #first = 0;

  constructor(exceptions: ReadonlyMap<number, number>) {
    this.#exceptions = exceptions;
  }

  take(event: JournalEvent, place: number): void {
    if (event.type === 'fault') this.#entries.push({ ...event, place });
    else if (event.type === 'send') this.#add(event, place);
    else endOf(this.#fates, event, place);
  }

  /** The first in the queue, if it is complete. */
  next(): TraceEntry | undefined {
    const entry = this.#entries[this.#first];
    if (entry === undefined || (entry.type === 'journey' && entry.missing > 0)) return undefined;
    this.#first++;
    // Shifting an array moves all remaining elements; so that is done only when they are fewer than the removed ones.
    if (this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
    return entry;
  }

  /** All remaining messages, as they are: no more events will come. */
  rest(): readonly TraceEntry[] {
    return this.#entries.slice(this.#first);
  }

  #add(sending: Sending, place: number): void {
    const { id } = sending.message;
    this.#entries.push(this.#fates.sent(id, new Waiting(sending, place, this.#exceptions.get(id) ?? 1)));
  }
}
