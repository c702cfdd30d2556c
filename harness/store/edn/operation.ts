/**
 * An operation in the form of Jepsen's `history.edn`: keys in its order, and keywords where Maelstrom has them. A
 * JSON string may be either there; its position decides.
 */

import { isObject } from '../../../node/index.js';
import type { Operation } from '../../operations/history.js';
import { isKeywordName, printEdn } from './printer.js';
import { EdnMap, EdnSet, Keyword } from './values.js';

/** Functions whose value is a list of micro-operations, each a vector that begins with its name. */
const TRANSACTIONS: ReadonlySet<string> = new Set(['txn', 'send', 'poll']);

export function ednOperation({ index, time, type, process, f, value, ...extra }: Operation): EdnMap {
  return new EdnMap([
    [new Keyword('index'), index],
    [new Keyword('time'), time],
    [new Keyword('type'), new Keyword(type)],
    [new Keyword('process'), process === 'nemesis' ? new Keyword(process) : process],
    [new Keyword('f'), word(f)],
    [new Keyword('value'), process === 'nemesis' ? nemesisValue(value) : clientValue(f, value)],
    ...Object.entries(extra).map(([key, member]) => [word(key), extraValue(key, member)] as const),
  ]);
}

/** One line of `history.edn`. */
export function printOperation(operation: Operation): string {
  return printEdn(ednOperation(operation));
}

/** A keyword, if the text can be one. */
export function word(text: unknown): unknown {
  return typeof text === 'string' && isKeywordName(text) ? new Keyword(text) : text;
}

/** With keywords as keys, as in records; the values are unchanged. */
function record(object: object): EdnMap {
  return new EdnMap(Object.entries(object).map(([key, member]) => [word(key), member]));
}

function clientValue(f: string, value: unknown): unknown {
  // The value of an echo is the body of a message, whose keys are keywords.
  if (f === 'echo' && isObject(value)) return record(value);
  if (!TRANSACTIONS.has(f) || !Array.isArray(value)) return value;
  return value.map((micro: unknown) => (Array.isArray(micro) ? [word(micro[0]), ...micro.slice(1)] : micro));
}

/** `:majority`, `:network-healed`, `[:isolated {"n1" #{"n2"}}]`. */
function nemesisValue(value: unknown): unknown {
  if (!Array.isArray(value)) return word(value);
  const [first, ...rest]: readonly unknown[] = value;
  return [word(first), ...rest.map((each) => (isObject(each) ? withSets(each) : each))];
}

function withSets(grudge: Readonly<Record<string, unknown>>): EdnMap {
  return new EdnMap(
    Object.entries(grudge).map(([node, dropped]) => [
      node,
      Array.isArray(dropped) ? new EdnSet(dropped) : dropped,
    ]),
  );
}

/** An error is a name, or a name and a text. */
function extraValue(key: string, value: unknown): unknown {
  if (key === 'error') return Array.isArray(value) ? [word(value[0]), ...value.slice(1)] : word(value);
  return key === 'exception' && isObject(value) ? record(value) : value;
}
