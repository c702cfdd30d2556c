/**
 * Compares an expected JSON value with an actual one: where they differ, path by path.
 *
 * Spacing and the order of keys have no effect, because values are compared. A string in the expected value may be a
 * placeholder: `"<integer>"` and the like stand for any value of a kind, `"/text/"` for a string that matches the
 * pattern.
 */

import { kindOf } from '../checkers/json-value.js';
import { excerpt } from '../../router/index.js';
import { printExact, sameJson } from '../../node/index.js';

export interface Difference {
  /** From the root of the message, for example `body.messages.2`; empty for the whole line. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

const PLACEHOLDERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  '<any>': () => true,
  '<string>': (value) => typeof value === 'string',
  '<integer>': (value) => Number.isInteger(value) || typeof value === 'bigint',
  '<number>': (value) => typeof value === 'number' || typeof value === 'bigint',
  '<boolean>': (value) => typeof value === 'boolean',
  '<array>': (value) => Array.isArray(value),
  '<object>': (value) => kindOf(value) === 'object',
};

/**
 * The values that a placeholder accepts; undefined if the value is not one. Throws a SyntaxError on a broken pattern.
 */
export function placeholder(expected: unknown): ((value: unknown) => boolean) | undefined {
  if (typeof expected !== 'string') return undefined;
  if (Object.hasOwn(PLACEHOLDERS, expected)) return PLACEHOLDERS[expected];
  if (!isPattern(expected)) return undefined;
  const pattern = new RegExp(expected.slice(1, -1));
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** Whether a string would be read as a placeholder, a broken pattern included. */
export function looksLikePlaceholder(text: string): boolean {
  return Object.hasOwn(PLACEHOLDERS, text) || isPattern(text);
}

/** `/text/`; two slashes alone are a string like any other. */
export function isPattern(text: string): boolean {
  return text.length > 2 && text.startsWith('/') && text.endsWith('/');
}

/** Throws a SyntaxError if a pattern inside the value is broken. */
export function checkPlaceholders(expected: unknown): void {
  if (typeof expected === 'object' && expected !== null) Object.values(expected).forEach(checkPlaceholders);
  else placeholder(expected);
}

/**
 * The paths that names of fields mean. A name without a dot is a field of the body, except for the message's own
 * `src` and `dest`; any other is a path from the root of the message.
 */
export function ignoredPaths(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.map((name) => (name.includes('.') || name === 'src' || name === 'dest' ? name : `body.${name}`)),
  );
}

/** All differences, in the order of the expected value; none if it matches. */
export function differences(expected: unknown, actual: unknown, ignored: ReadonlySet<string>): Difference[] {
  const found: Difference[] = [];
  compare(expected, actual, '', ignored, found);
  return found;
}

function compare(
  expected: unknown,
  actual: unknown,
  path: string,
  ignored: ReadonlySet<string>,
  found: Difference[],
): void {
  if (ignored.has(path)) return;
  const accepts = placeholder(expected);
  if (accepts !== undefined ? accepts(actual) : isSameScalar(expected, actual)) return;
  const kind = kindOf(expected);
  if (accepts !== undefined || kind !== kindOf(actual) || !hasMembers(expected) || !hasMembers(actual)) {
    found.push({ path, expected: show(expected), got: show(actual) });
    return;
  }
  const wanted = new Map(Object.entries(expected));
  const came = new Map(Object.entries(actual));
  for (const [key, value] of wanted) {
    const inside = join(path, key);
    if (came.has(key)) compare(value, came.get(key), inside, ignored, found);
    else if (!ignored.has(inside)) found.push({ path: inside, expected: show(value), got: 'nothing' });
  }
  for (const [key, value] of came) {
    const inside = join(path, key);
    if (!wanted.has(key) && !ignored.has(inside))
      found.push({ path: inside, expected: 'nothing', got: show(value) });
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function show(value: unknown): string {
  return excerpt(printExact(value), 120);
}

/** Numbers are equal by value, whatever their spelling. */
function isSameScalar(expected: unknown, actual: unknown): boolean {
  return expected === actual || (isNumber(expected) && isNumber(actual) && sameJson(expected, actual));
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Whether it is an array or an object. */
function hasMembers(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
