/**
 * Reads a history back: our `history.ndjson`, or the `history.edn` of Jepsen and Maelstrom. Typed and checked, so that a
 * checker meets nothing but operations.
 *
 * Integers past 2^53 become bigint, so that two different ids never compare equal; 3 and 3.0 are one number, as in JSON.
 */

import { readFileSync } from 'node:fs';
import { isObject } from '../../node/index.js';
import { mayRound, parseExact, printExact } from '../exact-json.js';
import type { History, Operation, OperationType, Process } from '../history.js';
import { printable } from '../printable.js';
import { UsageError } from '../usage-error.js';
import { EdnError, EdnList, EdnMap, type Form, readEdn, Tagged, toJson } from './edn/index.js';
import { readNdjson, type Row } from './ndjson-reader.js';

const TYPES: readonly OperationType[] = ['invoke', 'ok', 'fail', 'info'];
const SHOWN = 60;

/** Throws a UsageError that names file and line where the file is no history. */
export async function readHistory(file: string): Promise<History> {
  const history: Operation[] = [];
  if (file.endsWith('.edn')) {
    for (const entry of ednEntries(file)) history.push(operationOf(entry, history, file));
    return history;
  }
  for await (const rows of readNdjson(file)) {
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

function ednEntries(file: string): Entry[] {
  let forms: Form[];
  try {
    forms = readEdn(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof EdnError)
      throw new UsageError(`${file}, line ${error.line}: ${error.message}`, error);
    throw new UsageError(
      `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
  const [first] = forms;
  const all = forms.length === 1 && first !== undefined ? itemsOf(first) : forms;
  return all.map(({ value, line }) => {
    const map = value instanceof Tagged ? value.value : value;
    if (map instanceof EdnMap) return { line, fields: toJson(map) as Entry['fields'] };
    throw new UsageError(
      `${file}, line ${line}: expected a map such as {:type :invoke, ...}, got ${shown(toJson(value))}`,
    );
  });
}

/** A history may also be one vector of all operations. */
function itemsOf(form: Form): readonly Form[] {
  const items: unknown = form.value instanceof EdnList ? form.value.items : form.value;
  return Array.isArray(items) ? items.map((value: unknown) => ({ value, line: form.line })) : [form];
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
