/**
 * One line of expected output: a JSON message (with placeholders), `{...}` for any message, `/pattern/` for the raw
 * line, or else plain text.
 */

import { isObject, parseExact } from '../../node/index.js';
import { excerpt } from '../../router/index.js';
import { checkPlaceholders, type Difference, differences, isPattern } from './compare.js';

export type ExpectedLine =
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'pattern'; readonly text: string; readonly pattern: RegExp }
  | { readonly kind: 'text'; readonly text: string };

/** A line that a node printed; `value` is undefined if it is not JSON. */
export interface ActualLine {
  readonly text: string;
  readonly value: unknown;
}

/** Reads an expectation. Throws a SyntaxError that names its error. */
export function parseExpectedLine(source: string): ExpectedLine {
  const text = source.trim();
  if (/^\{\s*(\.\.\.|…)\s*\}$/.test(text)) return { kind: 'message', text };
  if (isPattern(text)) return { kind: 'pattern', text, pattern: new RegExp(text.slice(1, -1), 'u') };
  // A text that opens a brace was meant as JSON: a typing error must not turn it into a text that no line equals.
  if (!text.startsWith('{')) return { kind: 'text', text };
  const value = parseExact(text);
  checkPlaceholders(value);
  return { kind: 'json', text, value };
}

export function parseActualLine(text: string): ActualLine {
  try {
    return { text, value: parseExact(text) };
  } catch {
    return { text, value: undefined };
  }
}

/** The differences of the line; none if it matches. */
export function lineDifferences(
  expected: ExpectedLine,
  actual: ActualLine,
  ignored: ReadonlySet<string>,
): readonly Difference[] {
  switch (expected.kind) {
    case 'json':
      if (actual.value === undefined) return [whole('a line of JSON', actual)];
      return differences(expected.value, actual.value, ignored);
    case 'message':
      return isMessage(actual.value) ? [] : [whole('any message', actual)];
    case 'pattern':
      return expected.pattern.test(actual.text) ? [] : [whole(expected.text, actual)];
    case 'text':
      return expected.text === actual.text.trim() ? [] : [whole(expected.text, actual)];
  }
}

function isMessage(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['src'] === 'string' &&
    typeof value['dest'] === 'string' &&
    isObject(value['body'])
  );
}

function whole(expected: string, actual: ActualLine): Difference {
  return { path: '', expected, got: excerpt(actual.text, 120) };
}
