/**
 * The entries of a history file, before anybody has looked at their fields: NDJSON, a JSON array, or EDN, in maps one after
 * the other or in one vector. The text decides which it is, not the file's name, and `-` is standard input.
 */

import { readFileSync, statSync } from 'node:fs';
import { isObject, mayRound, parseExact, printExact } from '../../node/index.js';
import { printable } from '../printable.js';
import { UsageError } from '../usage-error.js';
import { EdnError, EdnList, EdnMap, ednForms, type Form, Tagged, toJson } from './edn/index.js';
import { notAnObject, readNdjson, type ReadOptions, type Row } from './ndjson-reader.js';

export interface Entry {
  /** Where it stands: `line 3`, or in an array `operation 3`, from 1. */
  readonly place: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const STDIN = '-';
const SHOWN = 60;

/** A JSON object or array of objects, unless what follows the first key is an EDN value. */
const JSON_START = /^\[?\s*\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:\s*(?:["\d[{-]|true\b|false\b|null\b))/;
const EDN_START = /^(?:[[({]\s*)*[:"#;\])}]/;

/** What errors call the place of a history. */
export function nameOf(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/** Throws a UsageError that names file and line if the file is no history. */
export async function* historyEntries(
  file: string,
  options: Pick<ReadOptions, 'whole'>,
): AsyncGenerator<Entry> {
  if (file.endsWith('.ndjson') && isRegular(file)) {
    for await (const rows of readNdjson(file, options)) yield* rows.map(ndjsonEntry);
    return;
  }
  const text = textOf(file);
  const start = text.trimStart();
  if (start === '') return;
  if (JSON_START.test(start)) {
    if (start.startsWith('[')) yield* arrayEntries(text, file);
    else yield* lineEntries(text, file);
  } else if (EDN_START.test(start)) yield* ednEntries(text, file);
  else {
    throw new UsageError(
      `${nameOf(file)}, line 1: expected operations in NDJSON, a JSON array or EDN, got ${shown(start)}`,
    );
  }
}

function isRegular(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    // The reader says what is wrong with it.
    return true;
  }
}

/** A pipe can be read only once, so the whole text is taken at once. */
function textOf(file: string): string {
  try {
    return readFileSync(file === STDIN ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot read ${nameOf(file)}: ${problem}`, error);
  }
}

function ndjsonEntry({ line, value, text }: Row): Entry {
  return { place: `line ${line}`, fields: mayRound(text) ? (parseExact(text) as Entry['fields']) : value };
}

function* lineEntries(text: string, file: string): Generator<Entry> {
  const lines = text.split(/\r\n?|\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const place = `line ${i + 1}`;
    let fields: unknown;
    try {
      fields = parseExact(line);
    } catch {
      fields = undefined;
    }
    // Behind the last line end there is nothing, if the file is whole.
    if (!isObject(fields)) throw notAnObject(nameOf(file), i + 1, line.trim(), i === lines.length - 1);
    yield { place, fields };
  }
}

function* arrayEntries(text: string, file: string): Generator<Entry> {
  let operations: unknown;
  try {
    operations = parseExact(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${nameOf(file)}: expected a JSON array of operations: ${problem}`, error);
  }
  for (const [i, fields] of (operations as unknown[]).entries()) {
    if (!isObject(fields)) {
      throw new UsageError(
        `${nameOf(file)}, operation ${i + 1}: expected a JSON object, got ${shown(printExact(fields))}`,
      );
    }
    yield { place: `operation ${i + 1}`, fields };
  }
}

function* ednEntries(text: string, file: string): Generator<Entry> {
  try {
    for (const form of ednForms(text)) yield* entriesOf(form, file);
  } catch (error) {
    if (error instanceof EdnError)
      throw new UsageError(`${nameOf(file)}, line ${error.line}: ${error.message}`, error);
    throw error;
  }
}

/** An operation, or one vector of all. */
function* entriesOf({ value, line }: Form, file: string): Generator<Entry> {
  const items: unknown = value instanceof EdnList ? value.items : value;
  for (const item of Array.isArray(items) ? (items as unknown[]) : [items]) {
    const map = item instanceof Tagged ? item.value : item;
    if (!(map instanceof EdnMap)) {
      const came = shown(printExact(toJson(item)));
      throw new UsageError(
        `${nameOf(file)}, line ${line}: expected a map such as {:type :invoke, ...}, got ${came}`,
      );
    }
    yield { place: `line ${map.line ?? line}`, fields: toJson(map) as Entry['fields'] };
  }
}

export function shown(text: string): string {
  return printable(text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
}
