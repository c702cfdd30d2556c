/**
 * New expectations from a node's output, for `--update`. Expectations that still hold keep their text; of a line that
 * does not, the placeholders that still match and the fields that are not compared are kept.
 */

import { isObject, printExact } from '../../node/index.js';
import type { Case } from './case.js';
import { ignoredPaths, isPattern, looksLikePlaceholder, placeholder } from './compare.js';
import { type ActualLine, type ExpectedLine, parseActualLine, parseExpectedLine } from './expected-line.js';
import { align, closestTo } from './match.js';

/** The `out` lines that make the case pass with this output, as many as before if the output has enough. */
export function updatedOutput(
  { output, match: mode, ignore }: Pick<Case, 'output' | 'match' | 'ignore'>,
  printed: readonly string[],
): string[] {
  const expected = output.map((line) => parseExpectedLine(line.text));
  const actual = printed.map(parseActualLine);
  const ignored = ignoredPaths(ignore);
  if (mode === 'exact' || mode === 'prefix') {
    const kept = mode === 'exact' ? actual : actual.slice(0, expected.length);
    return kept.map((line, i) => updatedLine(expected[i], line, ignored));
  }
  const partners = [...align(expected, actual, { mode, ignore })];
  const taken = new Set(partners.filter((partner) => partner !== undefined));
  for (const [i, line] of expected.entries()) {
    if (partners[i] !== undefined) continue;
    const free = actual.map((_, j) => j).filter((j) => !taken.has(j));
    const closest = closestTo(line, actual, free, ignored)?.actual;
    if (closest === undefined) continue;
    partners[i] = closest;
    taken.add(closest);
  }
  const pairs = partners.flatMap((partner, i) =>
    partner === undefined ? [] : [{ expected: expected[i], actual: partner }],
  );
  // In a subset the order counts, and it is that of the output.
  if (mode === 'subset') pairs.sort((a, b) => a.actual - b.actual);
  return pairs.map((pair) => updatedLine(pair.expected, actual[pair.actual], ignored));
}

function updatedLine(
  expected: ExpectedLine | undefined,
  actual: ActualLine | undefined,
  ignored: ReadonlySet<string>,
): string {
  const text = actual?.text.trim() ?? '';
  if (expected?.kind === 'pattern' && expected.pattern.test(text)) return expected.text;
  if (expected?.kind === 'message' && isObject(actual?.value)) return expected.text;
  // A line that is not a message must not be read as one, nor as a pattern, when the file is read again.
  if (!isObject(actual?.value)) return text.startsWith('{') || isPattern(text) ? exactly(text) : text;
  const wanted = expected?.kind === 'json' ? expected.value : undefined;
  const merged = merge(wanted, actual.value, '', ignored);
  if (expected?.kind === 'json' && printExact(merged) === printExact(wanted)) return expected.text;
  return printExact(merged) === printExact(actual.value) ? text : printExact(merged);
}

/** The actual value, with the parts of the expectation that still hold. */
function merge(expected: unknown, actual: unknown, path: string, ignored: ReadonlySet<string>): unknown {
  if (ignored.has(path)) return expected ?? actual;
  if (placeholder(expected)?.(actual) === true) return expected;
  if (Array.isArray(actual)) {
    const wanted: readonly unknown[] = Array.isArray(expected) ? expected : [];
    return actual.map((element, i) => merge(wanted[i], element, `${path}.${i}`, ignored));
  }
  if (isObject(actual)) return mergeObject(isObject(expected) ? expected : {}, actual, path, ignored);
  // A text that looks like a placeholder must be escaped to match only itself.
  return typeof actual === 'string' && looksLikePlaceholder(actual) ? exactly(actual) : actual;
}

type JsonObject = Readonly<Record<string, unknown>>;

function mergeObject(
  expected: JsonObject,
  actual: JsonObject,
  path: string,
  ignored: ReadonlySet<string>,
): object {
  const members: [string, unknown][] = [];
  const pathOf = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const [key, value] of Object.entries(actual)) {
    const wanted = Object.hasOwn(expected, key) ? expected[key] : undefined;
    if (!ignored.has(pathOf(key))) members.push([key, merge(wanted, value, pathOf(key), ignored)]);
    else if (wanted !== undefined) members.push([key, wanted]);
  }
  for (const [key, value] of Object.entries(expected)) {
    if (ignored.has(pathOf(key)) && !Object.hasOwn(actual, key)) members.push([key, value]);
  }
  return Object.fromEntries(members);
}

/** A pattern that matches this text and no other. */
function exactly(text: string): string {
  return `/^${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}$/`;
}
