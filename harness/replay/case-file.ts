/**
 * The text format of cases: `*.case`, one line at a time, written by hand or pasted from a task's text.
 *
 *     # a comment
 *     case Configure updates fanout
 *     match: exact
 *     in  {"src": "c0", ...}
 *     out {"src": "n1", ...}
 *
 * A line that stands alone between empty lines begins a case too, as titles do in task texts. `rewriteCaseFile` replaces
 * `out` lines and leaves all else as it was, byte for byte.
 */

import {
  type Case,
  CASE_DEFAULTS,
  type CaseLine,
  type CaseOptions,
  checkMatch,
  checkOutput,
  checkProgram,
  checkTimeout,
  wrong,
} from './case.js';
import { FixtureError, type Place } from './fixture-error.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const OPTIONS: Readonly<
  Record<string, (options: Writable<CaseOptions>, place: Place, value: string) => void>
> = {
  program: (options, place, value) => {
    options.program = checkProgram(place, value);
  },
  timeout: (options, place, value) => {
    if (!/^\d+$/.test(value)) throw wrong(place, 'whole milliseconds above 0', value);
    options.timeoutMs = checkTimeout(place, Number(value));
  },
  match: (options, place, value) => {
    options.match = checkMatch(place, value);
  },
  ignore: (options, place, value) => {
    const names = value.split(',').map((name) => name.trim());
    if (names.some((name) => name === ''))
      throw wrong(place, 'names of fields with commas between them', value);
    options.ignore = names;
  },
  'final-newline': (options, place, value) => {
    if (value !== 'yes' && value !== 'no') throw wrong(place, 'yes or no', value);
    options.finalNewline = value === 'yes';
  },
};

const OPTION_NAMES = Object.keys(OPTIONS).join(', ');

interface Draft {
  readonly line: number;
  readonly name: string;
  readonly options: Writable<CaseOptions>;
  readonly given: Set<string>;
  readonly input: CaseLine[];
  readonly output: CaseLine[];
}

/** Reads all cases of a file. Throws a FixtureError at the first thing that is wrong. */
export function parseCaseFile(text: string, file: string): Case[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const drafts: Draft[] = [];
  for (const [i, source] of lines.entries()) {
    const line = source.trim();
    if (line === '' || line.startsWith('#')) continue;
    const place = { file, line: i + 1 };
    const title = /^case(?:\s+(.*))?$/s.exec(line);
    if (title !== null) {
      if (title[1] === undefined) throw wrong(place, 'a name behind the word case', line);
      drafts.push(draft(title[1], i + 1));
    } else if (!takeLine(drafts.at(-1), line, place)) {
      if (!isAlone(lines, i)) {
        throw wrong(place, `case, in, out, a comment (#) or an option (${OPTION_NAMES})`, line);
      }
      drafts.push(draft(line, i + 1));
    }
  }
  if (drafts.length === 0)
    throw new FixtureError({ file, line: 1 }, 'expected a line such as "case Its name", got no case at all');
  return drafts.map((each, index) => finish(each, file, index));
}

/** Takes an `in`, an `out` or an option. False where the line is none of them. */
function takeLine(current: Draft | undefined, line: string, place: Place): boolean {
  const words = /^(in|out)(?:\s+(.*))?$/s.exec(line);
  const option = /^([A-Za-z][\w-]*)\s*:(?:\s+(.*))?$/.exec(line);
  const name = option?.[1]?.toLowerCase() ?? '';
  if (words === null && (option === null || !Object.hasOwn(OPTIONS, name))) {
    // "note: text" between empty lines is a title; inside a case it is an option that does not exist.
    return false;
  }
  if (current === undefined) throw wrong(place, 'a line such as "case Its name" before this', line);
  if (words !== null) {
    const text = words[2] ?? '';
    if (words[1] === 'in') current.input.push({ line: place.line, text });
    else current.output.push({ line: place.line, text: checkOutput({ ...place, field: 'out' }, text) });
    return true;
  }
  const at = { ...place, field: name };
  if (current.input.length + current.output.length > 0) {
    throw wrong(at, 'options before the first in or out line of their case', line);
  }
  if (current.given.has(name)) throw wrong(at, 'an option once', line);
  current.given.add(name);
  const value = (option?.[2] ?? '').replace(/(^|\s+)#.*$/, '').trim();
  OPTIONS[name]?.(current.options, at, value);
  return true;
}

function isAlone(lines: readonly string[], i: number): boolean {
  return (lines[i - 1] ?? '').trim() === '' && (lines[i + 1] ?? '').trim() === '';
}

function draft(name: string, line: number): Draft {
  return { line, name, options: { ...CASE_DEFAULTS }, given: new Set(), input: [], output: [] };
}

function finish({ line, name, options, input, output }: Draft, file: string, index: number): Case {
  if (input.length === 0) {
    throw new FixtureError(
      { file, line },
      `expected in lines for the case ${JSON.stringify(name)}, got none`,
    );
  }
  return { file, index, line, name, ...options, input, output };
}

/**
 * The file's text with other expectations: for each case (by its index) the new `out` lines. They take the places of the old
 * ones; more of them follow behind the last.
 */
export function rewriteCaseFile(
  text: string,
  file: string,
  updates: ReadonlyMap<number, readonly string[]>,
): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  for (const { index, line, input, output } of parseCaseFile(text, file)) {
    const update = updates.get(index);
    if (update === undefined) continue;
    const places = output.map((each) => each.line - 1);
    for (const [k, place] of places.entries()) {
      const replacement = update[k];
      lines[place] = replacement === undefined ? '' : replaceOutput(lines[place] ?? '', replacement);
    }
    const more = update.slice(places.length);
    if (more.length === 0) continue;
    const last = places.at(-1) ?? (input.at(-1)?.line ?? line) - 1;
    const before = lines[last] ?? '';
    const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
    // The file's last line may lack its end.
    lines[last] =
      `${before}${before.endsWith('\n') ? '' : eol}${more.map((each) => `${indent}out ${each}${eol}`).join('')}`;
  }
  return lines.join('');
}

function replaceOutput(line: string, replacement: string): string {
  const [, start = 'out ', end = ''] = /^([ \t]*out[ \t]*)[^]*?(\r?\n?)$/.exec(line) ?? [];
  return `${start.endsWith('out') ? `${start} ` : start}${replacement}${end}`;
}
