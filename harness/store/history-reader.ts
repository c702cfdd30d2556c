/**
 * Reads a history back: our `history.ndjson`, or the `history.edn` of Jepsen and Maelstrom. Typed and checked, so that a
 * checker meets nothing but operations.
 *
 * Integers past 2^53 become bigint, so that two different ids never compare equal; 3 and 3.0 are one number, as in JSON.
 */

import { readFileSync } from 'node:fs';
import { isObject, mayRound, parseExact, printExact } from '../../node/index.js';
import type { History, Operation, OperationType, Process } from '../history.js';
import { printable } from '../printable.js';
import { UsageError } from '../usage-error.js';
import { EdnError, EdnList, EdnMap, ednForms, type Form, Tagged, toJson } from './edn/index.js';
import { readNdjson, type ReadOptions, type Row } from './ndjson-reader.js';

const TYPES: readonly OperationType[] = ['invoke', 'ok', 'fail', 'info'];
const SHOWN = 60;

/** Throws a UsageError that names file and line where the file is no history. */
export async function readHistory(file: string, options: Pick<ReadOptions, 'whole'> = {}): Promise<History> {
  const history: Operation[] = [];
  if (file.endsWith('.edn')) {
    for (const entry of ednEntries(file)) history.push(operationOf(entry, history, file));
    return history;
  }
  for await (const rows of readNdjson(file, options)) {
    for (const row of rows) history.push(operationOf(ndjsonEntry(row), history, file));
  }
  return history;
}

/** One operation of a file, before anybody has looked at it. */
interface Entry {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

function ndjsonEntry({ line, value, text }: Row): Entry {
  return { line, fields: mayRound(text) ? (parseExact(text) as Entry['fields']) : value };
}

function* ednEntries(file: string): Generator<Entry> {
  const text = textOf(file);
  try {
    for (const form of ednForms(text)) yield* entriesOf(form, file);
  } catch (error) {
    if (error instanceof EdnError)
      throw new UsageError(`${file}, line ${error.line}: ${error.message}`, error);
    throw error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
}

/** An operation, or one vector of all. */
function* entriesOf({ value, line }: Form, file: string): Generator<Entry> {
  const items: unknown = value instanceof EdnList ? value.items : value;
  for (const item of Array.isArray(items) ? (items as unknown[]) : [items]) {
    const map = item instanceof Tagged ? item.value : item;
    if (!(map instanceof EdnMap)) {
      const came = shown(toJson(item));
      throw new UsageError(`${file}, line ${line}: expected a map such as {:type :invoke, ...}, got ${came}`);
    }
    yield { line, fields: toJson(map) as Entry['fields'] };
  }
}

/** `index` and `time` may be missing: operations come in order, and what has no time happens with the one before. */
function operationOf({ line, fields }: Entry, before: History, file: string): Operation {
  const fail = (field: string, expected: string): never => {
    const came = fields[field] === undefined ? 'nothing' : shown(fields[field]);
    throw new UsageError(`${file}, line ${line}: expected ${field} to be ${expected}, got ${came}`);
  };
  const {
    index = before.length,
    time = before.at(-1)?.time ?? 0,
    type,
    process,
    f,
    value = null,
    ...extra
  } = fields;
  if (index !== before.length) fail('index', `${before.length}, since operations are numbered without gaps`);
  if (typeof time !== 'number' || !Number.isFinite(time)) fail('time', 'a number of nanoseconds');
  if (!TYPES.some((each) => each === type)) fail('type', 'invoke, ok, fail or info');
  if (!isProcess(process)) fail('process', 'a whole number from 0, or nemesis');
  if (typeof f !== 'string') fail('f', 'the name of a function');
  return { index, time, type, process, f, value, ...extra } as Operation;
}

function isProcess(process: unknown): process is Process {
  return process === 'nemesis' || (Number.isSafeInteger(process) && (process as number) >= 0);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (isObject(value)) return 'an object';
  const text = printExact(value);
  return printable(text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
}
