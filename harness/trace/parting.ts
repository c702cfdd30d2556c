/**
 * Finds where two traces diverge: both are read side by side, in the order of sending, up to the first event that
 * differs.
 *
 * A line of a trace holds two events, a sending and its outcome, and the outcome may come after the sending of many
 * lines that follow. Two runs whose messages are sent alike and end differently diverge when the first of those ends;
 * so a line of which only the outcome differs is kept, and the traces are read on to that time, in case another
 * difference comes first. Only a few lines before and after are kept.
 */

import { COUNTERS, type FieldDifference, fieldDifferences, type Rule, timeOf } from './field-differences.js';
import type { Journey, PlainEntry } from './journeys.js';

/** How the two diverge: `only-left` means that the right continues with the events of the left that follow. */
type PartingKind = 'differs' | 'order' | 'only-left' | 'only-right' | 'left-ends' | 'right-ends';

export interface Count {
  readonly messages: number;
  readonly faults: number;
}

/** Plain data. A message's `body` may be nested deeper than `JSON.stringify` can go. */
export interface Parting {
  readonly kind: PartingKind;
  /** The number of equal lines before. */
  readonly equal: Count;
  /** Nanoseconds since the run's zero; of the two times the earlier one. */
  readonly at: number;
  /** The last equal lines before. A message that had not ended at that time is shown under way. */
  readonly context: readonly PlainEntry[];
  /** Absent where that side has ended. */
  readonly left?: PlainEntry;
  readonly right?: PlainEntry;
  readonly fields: readonly FieldDifference[];
  readonly nextLeft: readonly PlainEntry[];
  readonly nextRight: readonly PlainEntry[];
}

const CONTEXT = 4;
const NEXT = 3;
/** How many lines are searched for the other side's event. */
const HORIZON = 50;

/** The common part of two traces, and where they diverge. */
export interface Reading {
  readonly equal: Count;
  readonly parting: Parting | undefined;
}

/** Reads both up to where they diverge, or to their ends. */
export async function findParting(
  left: AsyncIterable<PlainEntry>,
  right: AsyncIterable<PlainEntry>,
  rule: Rule,
): Promise<Reading> {
  const one = new Ahead(left);
  const other = new Ahead(right);
  try {
    return await read(one, other, rule);
  } finally {
    await one.close();
    await other.close();
  }
}

async function read(left: Ahead, right: Ahead, rule: Rule): Promise<Reading> {
  const equal = { messages: 0, faults: 0 };
  let context: readonly PlainEntry[] = [];
  // Where they diverge if no difference comes before: a message that was sent alike and ends differently.
  let later: Parting | undefined;
  const reading = (parting: Parting | undefined): Reading => ({ equal: parting?.equal ?? equal, parting });
  for (;;) {
    const a = await left.peek(0);
    const b = await right.peek(0);
    const sentAt = Math.min(a === undefined ? Infinity : timeOf(a), b === undefined ? Infinity : timeOf(b));
    // At one time, the outcome of a message is the cause of what is sent. Both have ended at Infinity.
    if (sentAt === Infinity || (later !== undefined && sentAt >= later.at)) return reading(later);
    const fields = a === undefined || b === undefined ? [] : fieldDifferences(a, b, rule);
    let common = a;
    if (a === undefined || b === undefined || fields.length > 0) {
      const endsAt = rule.times && fields.every(isOutcome) ? endOf(a, b) : undefined;
      if (later === undefined || (endsAt ?? sentAt) < later.at) {
        const kind = endsAt === undefined ? await kindOf(left, right, rule) : 'differs';
        const parting = {
          kind,
          equal: { ...equal },
          at: endsAt ?? (await timeOfParting(kind, left, right)),
          context,
          ...(a !== undefined && { left: plain(a) }),
          ...(b !== undefined && { right: plain(b) }),
          fields: kind === 'differs' ? fields : [],
          nextLeft: await left.next(NEXT),
          nextRight: await right.next(NEXT),
        };
        if (endsAt === undefined) return reading(parting);
        later = parting;
      }
      if (a?.type === 'journey') common = { ...plainJourney(a), outcome: { kind: 'under-way' }, copies: 0 };
    }
    if (common !== undefined) context = [...context.slice(1 - CONTEXT), plain(common)];
    equal[common?.type === 'fault' ? 'faults' : 'messages']++;
    left.shift();
    right.shift();
  }
}

async function kindOf(left: Ahead, right: Ahead, rule: Rule): Promise<PartingKind> {
  const a = await left.peek(0);
  const b = await right.peek(0);
  if (a === undefined) return 'left-ends';
  if (b === undefined) return 'right-ends';
  // An additional message shifts the numbers of the messages that follow it.
  const loose = { ...rule, ignored: new Set([...rule.ignored, ...COUNTERS]), outcomes: false };
  const leftComes = await right.has(a, loose);
  const rightComes = await left.has(b, loose);
  if (leftComes && rightComes) return 'order';
  if (leftComes) return 'only-right';
  return rightComes ? 'only-left' : 'differs';
}

/** The time of an event of one side only; else the earlier of the two times. */
async function timeOfParting(kind: PartingKind, left: Ahead, right: Ahead): Promise<number> {
  const a = kind === 'only-right' ? undefined : await left.peek(0);
  const b = kind === 'only-left' ? undefined : await right.peek(0);
  return Math.min(...[a, b].flatMap((entry) => (entry === undefined ? [] : [timeOf(entry)])));
}

function isOutcome({ path }: FieldDifference): boolean {
  return path === 'outcome' || path === 'copies';
}

/** When the first of two messages ended that were sent alike; undefined if they were not. */
function endOf(left: PlainEntry | undefined, right: PlainEntry | undefined): number | undefined {
  if (left?.type !== 'journey' || right?.type !== 'journey') return undefined;
  return Math.min(
    ...[left, right].map(({ outcome }) => (outcome.kind === 'under-way' ? Infinity : outcome.at)),
  );
}

function plain(entry: PlainEntry): PlainEntry {
  return entry.type === 'fault' ? entry : plainJourney(entry);
}

function plainJourney({ type, message, sentAt, outcome, copies }: Journey): Journey {
  return { type, message, sentAt, outcome, copies };
}

/** A trace whose next lines can be read before they are taken. */
class Ahead {
  readonly #source: AsyncIterator<PlainEntry>;
  readonly #entries: PlainEntry[] = [];
  #ended = false;

  constructor(source: AsyncIterable<PlainEntry>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async peek(index: number): Promise<PlainEntry | undefined> {
    while (this.#entries.length <= index && !this.#ended) {
      const { value, done } = await this.#source.next();
      if (done === true) this.#ended = true;
      else this.#entries.push(value);
    }
    return this.#entries[index];
  }

  shift(): void {
    this.#entries.shift();
  }

  /** The lines after the next one. */
  async next(count: number): Promise<readonly PlainEntry[]> {
    await this.peek(count);
    return this.#entries.slice(1, 1 + count).map(plain);
  }

  /** Whether an equal line follows this one. */
  async has(wanted: PlainEntry, rule: Rule): Promise<boolean> {
    for (let i = 1; i <= HORIZON; i++) {
      const entry = await this.peek(i);
      if (entry === undefined) return false;
      if (fieldDifferences(wanted, entry, rule).length === 0) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
