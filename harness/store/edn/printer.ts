/** Prints values as EDN (https://github.com/edn-format/edn), on one line, as Clojure's `pr` does. */

import { EdnList, EdnMap, EdnSet, EdnSymbol, Float, Keyword, Tagged } from './values.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** The greatest integer of Clojure's long; larger numbers are marked as big integers. */
const LONG_MAX = 2n ** 63n - 1n;

/** `value` is what `values.ts` describes; undefined is `nil`. */
export function printEdn(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `"${value.replace(/["\\\n\r\t\b\f]/g, (char) => ESCAPES[char] as string)}"`;
    case 'number':
      return printNumber(value);
    case 'bigint':
      return value > LONG_MAX || value < -LONG_MAX - 1n ? `${value}N` : String(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'nil' : printCompound(value);
    default:
      return 'nil';
  }
}

/** Whether a text can be the name of a keyword without escapes. */
export function isKeywordName(text: string): boolean {
  return /^[A-Za-z*!_?<>=+-][\w*!?<>=+.'-]*$/.test(text) && !/^[+-]\d/.test(text);
}

function printCompound(value: object): string {
  if (Array.isArray(value)) return `[${printAll(value)}]`;
  if (value instanceof Keyword) return `:${value.name}`;
  if (value instanceof EdnSymbol) return value.name;
  if (value instanceof Float) return printFloat(value.value);
  if (value instanceof EdnList) return `(${printAll(value.items)})`;
  if (value instanceof EdnSet) return `#{${printAll(value.items)}}`;
  if (value instanceof Tagged) return `#${value.tag} ${printEdn(value.value)}`;
  const entries = value instanceof EdnMap ? value.entries : Object.entries(value);
  return `{${entries.map(([key, member]) => `${printEdn(key)} ${printEdn(member)}`).join(', ')}}`;
}

function printAll(items: readonly unknown[]): string {
  return items.map(printEdn).join(' ');
}

function printNumber(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : printFloat(value);
}

function printFloat(value: number): string {
  if (Number.isNaN(value)) return '##NaN';
  if (!Number.isFinite(value)) return value > 0 ? '##Inf' : '##-Inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
