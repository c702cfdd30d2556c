/**
 * Results in the form of Maelstrom's `results.edn`: `valid` becomes `:valid?`, figures are keywords, operations are
 * records, and values that are longer than a line are broken and indented.
 */

import { isObject } from '../../../node/index.js';
import type { Operation } from '../../operations/history.js';
import { ednOperation, word } from './operation.js';
import { printEdn } from './printer.js';
import { EdnMap, EdnSet, Float, Keyword, Tagged } from './values.js';

/** Figures that are ratios: printed with a point even if they are whole. */
const RATIOS: ReadonlySet<string> = new Set(['ok-fraction', 'msgs-per-op']);
/** Figures that list names, and whether Maelstrom has a set of them. */
const NAMES: Readonly<Record<string, 'set' | 'list'>> = {
  not: 'set',
  'also-not': 'set',
  'anomaly-types': 'list',
  'bad-error-types': 'list',
  'error-types': 'list',
};
/** Figures whose keys are data: they do not become keywords. */
const BY_VALUE: ReadonlySet<string> = new Set(['duplicated', 'duplicates']);

const WIDTH = 100;

/** The text of `results.edn`. */
export function printResults(results: object): string {
  return `${pretty(ednResult(results), 0)}\n`;
}

function ednResult(value: object, keyOf: (key: string) => unknown = figureName): EdnMap {
  return new EdnMap(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [keyOf(key), figure(key, member)]),
  );
}

function figureName(key: string): unknown {
  return key === 'valid' ? new Keyword('valid?') : dataKey(key, true);
}

/** Numeric keys, such as those of quantiles, become numbers again. */
function dataKey(key: string, words: boolean): unknown {
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(key)) return Number(key);
  return words ? word(key) : key;
}

function figure(name: string, value: unknown): unknown {
  const names = NAMES[name];
  if (names !== undefined && Array.isArray(value)) {
    const words = value.map(word);
    return names === 'set' ? new EdnSet(words) : words;
  }
  if (RATIOS.has(name) && typeof value === 'number')
    return Number.isInteger(value) ? new Float(value) : value;
  if (name === 'valid' && value === 'unknown') return new Keyword('unknown');
  if (BY_VALUE.has(name) && isObject(value)) return ednResult(value, (key) => dataKey(key, false));
  return plain(value);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  if (isOperation(value)) return new Tagged('jepsen.history.Op', ednOperation(value));
  return ednResult(value);
}

function isOperation(value: Readonly<Record<string, unknown>>): value is Operation & typeof value {
  return ['index', 'time', 'type', 'process', 'f'].every((key) => key in value);
}

/** `column` is where the value begins: continuation lines are aligned with it. */
function pretty(value: unknown, column: number): string {
  const line = printEdn(value);
  if (column + line.length <= WIDTH) return line;
  if (Array.isArray(value)) return `[${broken(value, column + 1)}]`;
  if (value instanceof EdnSet) return `#{${broken(value.items, column + 2)}}`;
  if (value instanceof Tagged) {
    const tag = `#${value.tag} `;
    return `${tag}${pretty(value.value, column + tag.length)}`;
  }
  if (!(value instanceof EdnMap)) return line;
  const indent = ' '.repeat(column + 1);
  const members = value.entries.map(([key, member]) => {
    const name = `${printEdn(key)} `;
    return `${name}${pretty(member, column + 1 + name.length)}`;
  });
  return `{${members.join(`,\n${indent}`)}}`;
}

function broken(items: readonly unknown[], column: number): string {
  return items.map((item) => pretty(item, column)).join(`\n${' '.repeat(column)}`);
}
