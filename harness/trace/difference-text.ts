/**
 * How the difference of two traces looks: the two runs, the lines before, the two lines that differ with what differs
 * below them, and how each goes on.
 *
 *     a  store/broadcast/20260101T120000.000+0000
 *     b  store/broadcast/20260101T120100.000+0000
 *     they were made differently:
 *       seed  1 in a, 2 in b
 *     41 messages and 1 fault are equal; they diverge at 1.247 s: body.values.0.1
 *           1.147    40 n0 -> c6   broadcast_ok #5 re 3  ✓
 *     a     1.247    41 n0 -> n1   gossip {"values":[["n0.8bhuux",2,4]]}  ✓ 20 ms
 *     b     1.247    41 n0 -> n1   gossip {"values":[["n0.8bhuux",3,4]]}  ✓ 20 ms
 *       body.values.0.1: 2 in a, 3 in b
 */

import { clipped } from '../text/clipped.js';
import { SECOND } from '../../node/index.js';
import type { ChalkInstance } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { wrap } from '../text/columns.js';
import type { Comparison, Difference } from './difference.js';
import { Formatter, journeyJson } from './format.js';
import type { PlainEntry } from './journeys.js';
import { type OptionDifference, optionText } from '../options/differences.js';
import type { Count } from './parting.js';

export interface Compared extends Comparison {
  /** The two journals' paths, as they are shown. */
  readonly left: string;
  readonly right: string;
  /** Undefined if one of the runs does not record how it was made. */
  readonly options: readonly OptionDifference[] | undefined;
}

const FIELDS_SHOWN = 8;
const VALUE_SHOWN = 120;
const MARGIN = '  ';

/** The difference for a person, as lines; `width` as for the trace. */
export function differenceLines(
  { left, right, options, equal, difference }: Compared,
  colors: ChalkInstance,
  width: number | undefined,
): readonly string[] {
  const room = width ?? Infinity;
  const said: Said = (text, indent = '') =>
    wrap(printable(text), room - indent.length, '    ').map((line) => indent + line);
  const head = [...said(`a  ${left}`), ...said(`b  ${right}`), ...optionLines(options, said)];
  if (difference === undefined) return [...head, ...said(`the traces are equal: ${countText(equal, ', ')}`)];
  const formatter = new Formatter(
    colors,
    width === undefined ? undefined : Math.max(1, width - MARGIN.length),
  );
  const lines = (mark: string, entries: readonly (PlainEntry | undefined)[]): readonly string[] =>
    entries.flatMap((entry) => (entry === undefined ? [] : entryLines(formatter, mark, entry)));
  return [
    ...head,
    ...said(`${countText(equal, ' and ')} are equal${onLink(difference)}; ${partText(difference)}:`),
    ...lines(MARGIN, difference.context),
    ...(difference.left === undefined ? said('a ends here') : lines(colors.bold('a '), [difference.left])),
    ...(difference.right === undefined ? said('b ends here') : lines(colors.bold('b '), [difference.right])),
    ...fieldLines(difference, said).map((line) => colors.bold(line)),
    ...nextLines('a', difference.nextLeft, lines),
    ...nextLines('b', difference.nextRight, lines),
  ];
}

type Said = (text: string, indent?: string) => readonly string[];

function optionLines(options: Compared['options'], said: Said): readonly string[] {
  if (options === undefined)
    return said('how both were made is not known: there is no test.json beside one of them');
  if (options.length === 0) return [];
  const width = Math.max(...options.map(({ name }) => name.length));
  const each = options.flatMap(({ name, left, right }) =>
    said(
      `${name.padEnd(width)}  ${excerpt(optionText(left))} in a, ${excerpt(optionText(right))} in b`,
      MARGIN,
    ),
  );
  return [...said('they were made differently:'), ...each];
}

function partText({ kind, at, fields }: Difference): string {
  const when = `they diverge at ${(at / SECOND).toFixed(3)} s`;
  switch (kind) {
    case 'differs':
      return `${when} in ${fields
        .slice(0, FIELDS_SHOWN)
        .map(({ path }) => path)
        .join(', ')}`;
    case 'order':
      return `${when} in the order of events`;
    case 'only-left':
      return `${when}, with what only a has`;
    case 'only-right':
      return `${when}, with what only b has`;
    case 'left-ends':
      return `${when}, where a has ended`;
    case 'right-ends':
      return `${when}, where b has ended`;
  }
}

function fieldLines({ fields }: Difference, said: Said): readonly string[] {
  const more = fields.length - FIELDS_SHOWN;
  return [
    ...fields
      .slice(0, FIELDS_SHOWN)
      .flatMap(({ path, left, right }) => said(`${path}: ${left} in a, ${right} in b`, MARGIN)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function nextLines(
  name: string,
  entries: readonly PlainEntry[],
  lines: (mark: string, entries: readonly PlainEntry[]) => readonly string[],
): readonly string[] {
  return entries.length === 0 ? [] : [`${name} goes on:`, ...lines(MARGIN, entries)];
}

function entryLines(formatter: Formatter, mark: string, entry: PlainEntry): readonly string[] {
  const text = entry.type === 'fault' ? formatter.fault(entry) : formatter.journey(entry);
  return text.split('\n').map((line, i) => (i === 0 ? mark : MARGIN) + line);
}

function onLink({ link }: Difference): string {
  return link === undefined ? '' : ` on ${link.src} -> ${link.dest}, the link that parts first`;
}

function countText({ messages, faults }: Count, between: string): string {
  return [counted(messages, 'message'), counted(faults, 'fault')].join(between);
}

function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function excerpt(text: string): string {
  return clipped(text, VALUE_SHOWN);
}

/** The difference for programs: one object on one line, messages in it as `eddy trace --json` has them. */
export function differenceJson({ left, right, options, equal, difference }: Compared): string {
  const head = JSON.stringify({ a: left, b: right, options: options ?? null, equal });
  const told = difference === undefined ? 'null' : partingJson(difference);
  return `${head.slice(0, -1)},"difference":${told}}`;
}

function partingJson({
  kind,
  at,
  link,
  fields,
  context,
  left,
  right,
  nextLeft,
  nextRight,
}: Difference): string {
  const head = JSON.stringify({ kind, at_ns: at, link: link ?? null, fields });
  const members = {
    context: entriesJson(context),
    left: left === undefined ? 'null' : entryJson(left),
    right: right === undefined ? 'null' : entryJson(right),
    next_left: entriesJson(nextLeft),
    next_right: entriesJson(nextRight),
  };
  const texts = Object.entries(members).map(([name, text]) => `"${name}":${text}`);
  return `${head.slice(0, -1)},${texts.join(',')}}`;
}

function entriesJson(entries: readonly PlainEntry[]): string {
  return `[${entries.map(entryJson).join(',')}]`;
}

function entryJson(entry: PlainEntry): string {
  if (entry.type === 'journey') return journeyJson(entry);
  return JSON.stringify({ fault: entry.fault, text: entry.text, at_ns: entry.time });
}
