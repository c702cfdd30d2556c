/**
 * Two lines of a trace against each other, field by field: `body.values`, `time`, `outcome`.
 *
 * Numbers of messages are not compared: they count what the network carried before, filtered or not. The order of a
 * body's keys does not count. Bodies are walked without recursion, since a node may nest them deeper than the stack is.
 */

import { parseExact, printExact, SECOND } from '../../node/index.js';
import { compactJson } from '../text/json-text.js';
import type { SentMessage } from '../store/journal-reader.js';
import type { Journey, Outcome, PlainEntry } from './journeys.js';

export interface FieldDifference {
  /** `time`, `src`, `dest`, `outcome`, `copies`, `fault`, `text`, `event`, or a path such as `body.values.2`. */
  readonly path: string;
  /** What stands there, as text, cut to where the two part; `nothing` where there is no such field. */
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
/** A path that is longer is cut in front. */
const MAX_PATH = 40;

/** Where two entries differ, the first few fields of them; none where they are equal. */
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
  // Of two messages that have nothing to do with each other it is enough to say so.
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
  // Of messages that were not sent at one time it is no news that they did not arrive at one time.
  const exactly = times && left.sentAt === right.sentAt;
  const outcome = field('outcome', outcomeText(left.outcome, exactly), outcomeText(right.outcome, exactly));
  return outcome.length > 0 ? outcome : field('copies', String(left.copies), String(right.copies));
}

function outcomeText(outcome: Outcome, times: boolean): string {
  if (outcome.kind === 'under-way') return 'under way';
  const what = outcome.kind === 'dropped' ? `dropped (${outcome.reason})` : 'delivered';
  return times ? `${what} at ${seconds(outcome.at)}` : what;
}

/** A place in a body: its path is put together only where there is something to tell. */
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
      // Even where both texts are the same: what is nested too deeply has one text only.
      if (pair.left !== pair.right)
        found.push(difference(pathOf(pair.place), textOf(pair.left), textOf(pair.right)));
      continue;
    }
    const compared = pair.place === root ? inside.filter(({ place }) => !ignored.has(place.key)) : inside;
    for (const each of compared.toReversed()) open.push(each);
  }
  return found;
}

/** What a node counts over all its messages. */
export const COUNTERS: readonly string[] = ['msg_id', 'in_reply_to'];

/** The members of two objects, the elements of two arrays of one length; undefined where the two are to be told whole. */
function insideOf({ place, left, right }: Pair): readonly Pair[] | undefined {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return undefined;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return undefined;
    return left.map((element: unknown, i) => ({
      place: { parent: place, key: String(i) },
      left: element,
      right: right[i] as unknown,
    }));
  }
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map((key) => ({
    place: { parent: place, key },
    left: memberOf(left, key),
    right: memberOf(right, key),
  }));
}

/** A member that is called `__proto__` is one like any other, and what objects inherit is none. */
function memberOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** With all digits of their numbers where they may have more than JavaScript can hold. */
function bodiesOf(left: SentMessage, right: SentMessage): readonly [unknown, unknown] {
  if (left.bodyText === undefined && right.bodyText === undefined) return [left.body, right.body];
  try {
    return [exactBody(left), exactBody(right)];
  } catch {
    // Nested deeper than the stack is: then as it was written, if both are.
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
