/** A case: the input lines of one node, and its expected output. */

import { fitted } from '../text/clipped.js';
import { messageOf } from '../errors/message-of.js';
import { programNames } from '../cluster/program.js';
import { FixtureError, type Place } from '../errors/fixture-error.js';
import { parseExpectedLine } from './expected-line.js';
import { MATCH_MODES, type MatchMode } from './match.js';

/** A line of a case with its position in the file. */
export interface CaseLine {
  readonly line: number;
  readonly text: string;
}

/** Plain data: it is sent to worker threads. */
export interface Case extends CaseOptions {
  readonly file: string;
  /** The file of its expected output, if that is a separate one. */
  readonly outputFile?: string;
  /** Its index in the file's list of cases, from 0. */
  readonly index: number;
  /** Where the case begins. */
  readonly line: number;
  readonly name: string;
  readonly input: readonly CaseLine[];
  readonly output: readonly CaseLine[];
}

/** A case with an error in it: it fails, and the other cases of its file are played. */
export interface BrokenCase {
  readonly file: string;
  readonly index: number;
  readonly line: number;
  readonly name: string;
  /** The first error. */
  readonly error: FixtureError;
}

export type ReadCase = Case | BrokenCase;

export function isBroken(read: ReadCase): read is BrokenCase {
  return 'error' in read;
}

export interface CaseOptions {
  /** The name of one of Eddy's own programs, used if the user gives none. */
  readonly program: string;
  readonly timeoutMs: number;
  readonly match: MatchMode;
  /** Fields that are not compared. */
  readonly ignore: readonly string[];
  /** False: the last input line has no line end. */
  readonly finalNewline: boolean;
}

export const CASE_DEFAULTS: CaseOptions = {
  program: 'broadcast',
  timeoutMs: 5000,
  match: 'prefix',
  ignore: [],
  finalNewline: true,
};

export function checkProgram(place: Place, name: string): string {
  const known = programNames();
  if (!known.includes(name)) throw wrong(place, `one of ${known.join(', ')}`, name);
  return name;
}

export function checkMatch(place: Place, name: string): MatchMode {
  const mode = MATCH_MODES.find((each) => each === name);
  if (mode === undefined) throw wrong(place, `one of ${MATCH_MODES.join(', ')}`, name);
  return mode;
}

export function checkTimeout(place: Place, value: unknown): number {
  // Node fires a longer timer at once.
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 0x7fffffff) {
    throw wrong(place, 'whole milliseconds above 0', value);
  }
  return value;
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

/** `5000`, `5000 ms`, `5s`, `5 seconds` as milliseconds; a number alone is milliseconds. */
export function durationMs(place: Place, text: string): number {
  const [, number, unit = 'ms'] =
    /^(\d+(?:[.,]\d+)?)\s*([a-z]+)?(?:\s+(?:each|per\s.*|\(.*\)))?\.?$/i.exec(text.trim()) ?? [];
  const short = unit
    .toLowerCase()
    .replace(/^(m?s)(?:ecs?|econds?)$/, '$1')
    .replace(/^milliseconds?$/, 'ms');
  const factor = UNITS_MS[short];
  if (number === undefined || factor === undefined)
    throw wrong(place, 'a time above 0, such as 5000, 5000 ms or 5 s', text);
  return checkTimeout(place, Math.round(Number(number.replace(',', '.')) * factor));
}

export function checkOutput(place: Place, text: string): string {
  try {
    return parseExpectedLine(text).text;
  } catch (error) {
    throw new FixtureError(
      place,
      `expected a JSON message, {...}, /a pattern/ or plain text, got ${show(text)} (${messageOf(error)})`,
      error,
    );
  }
}

/** "expected X, got Y". */
export function wrong(place: Place, expected: string, got: unknown): FixtureError {
  return new FixtureError(place, `expected ${expected}, got ${show(got)}`);
}

function show(value: unknown): string {
  const text =
    value === undefined
      ? 'nothing'
      : JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}` : each));
  return fitted(text, 160);
}
