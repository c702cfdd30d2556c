/**
 * Compares two lines of a trace field by field: `body.values`, `time`, `outcome`.
 *
 * Numbers of messages are not compared: they count all earlier messages of the network, filtered or not. The order of
 * a body's keys has no effect. Bodies are walked without recursion, since a node may nest them deeper than the stack.
 */

import { compactJson, parseExact, printExact, SECOND } from '../../node/index.js';
import { memberOf } from '../text/value-at.js';
import type { SentMessage } from '../store/journal-reader.js';
import type { Journey, MessageOutcome, PlainEntry } from './journeys.js';

export interface FieldDifference {
  /** `time`, `src`, `dest`, `outcome`, `copies`, `fault`, `text`, `event`, or a path such as `body.values.2`. */
  readonly path: string;
  /**
   * The value there, as text, shortened around the point at which the two diverge; `nothing` if there is no such
   * field.
   */
  readonly left: string;
  readonly right: string;
}

export interface Rule {
  readonly times: boolean;
  readonly outcomes: boolean;
  /** Members of bodies that are not compared. */
  readonly ignored: ReadonlySet<string>;
}

const MAX_DIFFERENCES = 20;
const SHOWN = 80;
const SHOWN_BEFORE = 24;
/** A longer path is shortened at its beginning. */
const MAX_PATH = 40;

/** The first few fields in which two entries differ; none if they are equal. */
export function fieldDifferences(
  left: PlainEntry,
  right: PlainEntry,
  rule: Rule,
): readonly FieldDifference[] {
  if (left.type === 'fault' || right.type === 'fault') {
    if (left.type !== right.type) return [{ path: 'event', left: left.type, right: right.type }];
    return [
      ...(rule.times ? field('time', seconds(timeOf(left)), seconds(timeOf(right))) : []),
      ...('fault' in left && 'fault' in right ? field('fault', left.fault, right.fault) : []),
      ...('text' in left && 'text' in right ? field('text', left.text, right.text) : []),
    ];
  }
  const { src, dest, body } = left.message;
  const other = right.message;
  const where = [
    ...(rule.times ? field('time', seconds(left.sentAt), seconds(right.sentAt)) : []),
    ...field('src', src, other.src),
    ...field('dest', dest, other.dest),
  ];
  const type = field('body.type', textOf(body.type), textOf(other.body.type));
  // For two unrelated messages one difference is enough.
  if (src !== other.src || dest !== other.dest || type.length > 0) return [...where, ...type];
  return [
    ...where,
    ...bodyDifferences(left.message, other, rule),
    ...(rule.outcomes ? outcomeDifferences(left, right, rule) : []),
  ];
}

export function timeOf(entry: PlainEntry): number {
  return entry.type === 'fault' ? entry.time : entry.sentAt;
}

function outcomeDifferences(left: Journey, right: Journey, { times }: Rule): readonly FieldDifference[] {
  // Messages that were sent at different times also arrive at different times, so that is not reported.
  const exactly = times && left.sentAt === right.sentAt;
  const outcome = field('outcome', outcomeText(left.outcome, exactly), outcomeText(right.outcome, exactly));
  return outcome.length > 0 ? outcome : field('copies', String(left.copies), String(right.copies));
}

function outcomeText(outcome: MessageOutcome, times: boolean): string {
  if (outcome.kind === 'under-way') return 'under way';
  const arrived = outcome.kind === 'delivered' && outcome.line !== undefined ? ` as ${outcome.line}` : '';
  const what = outcome.kind === 'dropped' ? `dropped (${outcome.reason})` : `delivered${arrived}`;
  return times ? `${what} at ${seconds(outcome.at)}` : what;
}

/** A position in a body: its path is built only for a difference. */
interface Place {
  readonly parent: Place | undefined;
  readonly key: string;
}

interface Pair {
  readonly place: Place;
  readonly left: unknown;
  readonly right: unknown;
}

function bodyDifferences(
  left: SentMessage,
  right: SentMessage,
  { ignored }: Rule,
): readonly FieldDifference[] {
  const root: Place = { parent: undefined, key: 'body' };
  const [one, other] = bodiesOf(left, right);
  const found: FieldDifference[] = [];
  const open: Pair[] = [{ place: root, left: one, right: other }];
  for (let pair = open.pop(); pair !== undefined && found.length < MAX_DIFFERENCES; pair = open.pop()) {
    const inside = insideOf(pair);
    if (inside === undefined) {
      // Reported even if both texts are the same: values that are nested too deeply share one text.
      if (pair.left !== pair.right)
        found.push(difference(pathOf(pair.place), textOf(pair.left), textOf(pair.right)));
      continue;
    }
    const compared = pair.place === root ? inside.filter(({ place }) => !ignored.has(place.key)) : inside;
    for (const each of compared.toReversed()) open.push(each);
  }
  return found;
}

/** The numbers that a node counts over all its messages. */
export const COUNTERS: readonly string[] = ['msg_id', 'in_reply_to'];

/**
 * The members of two objects, the elements of two arrays of one length; undefined if the two are reported as a whole.
 */
function insideOf({ place, left, right }: Pair): readonly Pair[] | undefined {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return undefined;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return undefined;
    const others: readonly unknown[] = right;
    return left.map((element: unknown, i) => ({
      place: { parent: place, key: String(i) },
      left: element,
      right: others[i],
    }));
  }
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => ({
    place: { parent: place, key },
    left: ownMember(left, key),
    right: ownMember(right, key),
  }));
}

/** A member that is called `__proto__` is one like any other, and what objects inherit is none. */
function ownMember(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? memberOf(value, key) : undefined;
}

/** With all digits of numbers that JavaScript may not hold. */
function bodiesOf(left: SentMessage, right: SentMessage): readonly [unknown, unknown] {
  if (left.bodyText === undefined && right.bodyText === undefined) return [left.body, right.body];
  try {
    return [exactBody(left), exactBody(right)];
  } catch {
    // Nested deeper than the stack: compared as written, if both are.
    if (left.bodyText === undefined || right.bodyText === undefined) return [left.body, right.body];
    return [compactJson(left.bodyText), compactJson(right.bodyText)];
  }
}

function exactBody({ body, bodyText }: SentMessage): unknown {
  return bodyText === undefined ? body : parseExact(bodyText);
}

function field(path: string, left: string, right: string): readonly FieldDifference[] {
  return left === right ? [] : [difference(path, left, right)];
}

function difference(path: string, left: string, right: string): FieldDifference {
  let common = 0;
  while (common < Math.min(left.length, right.length) && left[common] === right[common]) common++;
  const start = common + SHOWN_BEFORE <= SHOWN ? 0 : common - SHOWN_BEFORE;
  return { path, left: windowOf(left, start), right: windowOf(right, start) };
}

function windowOf(text: string, start: number): string {
  const end = start + SHOWN;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}`;
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    return printExact(value);
  } catch {
    return '(nested too deeply to show)';
  }
}

function pathOf(place: Place): string {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (keys.length === MAX_PATH) return ['…', ...keys].join('.');
    keys.unshift(at.key);
  }
  return keys.join('.');
}

function seconds(nanoseconds: number): string {
  return `${nanoseconds / SECOND} s`;
}
