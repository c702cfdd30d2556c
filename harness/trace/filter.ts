/**
 * The filter of a trace, and its notation: `n1->n2`, `2s..4.5s`, `partition`.
 *
 * Filters of one kind are ORed, filters of different kinds are ANDed.
 */

import { MILLISECOND, SECOND } from '../../node/index.js';
import type { DropReason } from '../../router/index.js';
import type { SentMessage } from '../store/journal-reader.js';
import { optionError } from '../errors/usage-error.js';
import type { MessageOutcome } from './journeys.js';
import { ValueJourney } from './value-journey.js';

export interface Link {
  readonly from: string;
  readonly to: string;
  /** And the other direction too. */
  readonly both: boolean;
}

/** Nanoseconds since the run's zero, both ends included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface FilterOptions {
  /** Sent by one of these or to one of these. */
  readonly nodes?: readonly string[] | undefined;
  readonly links?: readonly Link[] | undefined;
  readonly types?: readonly string[] | undefined;
  /** When it was sent. */
  readonly time?: TimeRange | undefined;
  /** As returned by `parseOutcome`. */
  readonly outcomes?: readonly string[] | undefined;
  /** Any JSON value, null too: shows its journey. */
  readonly value?: unknown;
}

const DROP_REASONS: Readonly<Record<DropReason, true>> = {
  partition: true,
  loss: true,
  dead: true,
  overflow: true,
  closed: true,
};

const OUTCOMES: readonly string[] = [
  'delivered',
  'damaged',
  'dropped',
  'under-way',
  ...Object.keys(DROP_REASONS),
];

export class Filter {
  readonly #options: FilterOptions;
  readonly #value: ValueJourney | undefined;

  constructor(options: FilterOptions) {
    this.#options = options;
    this.#value = options.value === undefined ? undefined : new ValueJourney(options.value);
  }

  /** Call for every message, in the order of sending. */
  acceptsMessage(message: SentMessage, sentAt: number): boolean {
    const { nodes, links, types } = this.#options;
    const { src, dest, body } = message;
    // First, and always: a message that another filter hides may be the request by which a reply is recognised.
    if (this.#value?.includes(message) === false) return false;
    return (
      this.acceptsTime(sentAt) &&
      anyOf(nodes, (node) => src === node || dest === node) &&
      anyOf(
        links,
        ({ from, to, both }) => (src === from && dest === to) || (both && src === to && dest === from),
      ) &&
      anyOf(types, (type) => body.type === type)
    );
  }

  acceptsOutcome(outcome: MessageOutcome): boolean {
    return anyOf(
      this.#options.outcomes,
      (wanted) =>
        wanted === outcome.kind ||
        (outcome.kind === 'dropped' && wanted === outcome.reason) ||
        (outcome.kind === 'delivered' && outcome.line !== undefined && wanted === 'damaged'),
    );
  }

  acceptsTime(time: number): boolean {
    const range = this.#options.time;
    return range === undefined || (time >= range.from && time <= range.to);
  }
}

/** Without a condition every message passes. */
function anyOf<T>(conditions: readonly T[] | undefined, holds: (condition: T) => boolean): boolean {
  return conditions === undefined || conditions.length === 0 || conditions.some(holds);
}

/** `n1->n2`, or `n1<->n2` for both directions. */
export function parseLink(text: string): Link {
  const [, from, arrow, to] = /^\s*([^\s<>]+)\s*(<?->)\s*([^\s<>]+)\s*$/.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    throw optionError(
      'link',
      `expected two nodes such as 'n1->n2', or 'n1<->n2' for both directions, got ${JSON.stringify(text)}. ` +
        'The shell wants quotes around it',
    );
  }
  return { from, to, both: arrow === '<->' };
}

/** `2s..4.5s`, `2..4.5`, `500ms..`, `..3`: seconds if no unit is given. */
export function parseTimeRange(text: string): TimeRange {
  const [, from = '', to = ''] = /^\s*(.*?)\s*\.\.\s*(.*?)\s*$/.exec(text) ?? [];
  const start = parseTime(from, 0);
  const end = parseTime(to, Infinity);
  if (start === undefined || end === undefined || (from === '' && to === '')) {
    throw optionError(
      'time',
      `expected a range such as 2s..4.5s, 500ms.. or ..3 (seconds where no unit is given), got ${JSON.stringify(text)}`,
    );
  }
  if (start > end) throw optionError('time', `the range ${text.trim()} ends before it begins`);
  return { from: start, to: end };
}

const NANOSECONDS: Readonly<Record<string, number>> = { ms: MILLISECOND, s: SECOND, '': SECOND };

function parseTime(text: string, missing: number): number | undefined {
  if (text === '') return missing;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?|\.\d+) *(ms|s)?$/.exec(text) ?? [];
  const scale = NANOSECONDS[unit];
  return number === undefined || scale === undefined ? undefined : Math.round(Number(number) * scale);
}

/** `delivered`, `damaged` (delivered, but not as it was sent), `dropped`, `under-way`, or the reason of a drop. */
export function parseOutcome(text: string): string {
  if (OUTCOMES.includes(text)) return text;
  throw optionError('outcome', `expected one of ${OUTCOMES.join(', ')}, got ${JSON.stringify(text)}`);
}

/** JSON if it is valid JSON, else the text itself: 5 is a number, "5" and five are strings. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
