/**
 * Reads a history: Eddy's `history.ndjson`, the `history.edn` of Jepsen and Maelstrom, or a JSON array of operations;
 * recognised by its contents, not by its name. Typed and checked, so that a checker gets only operations.
 *
 * Integers past 2^53 become bigint, so that two different ids never compare equal; 3 and 3.0 are one number, as in
 * JSON.
 */

import { clipped } from '../text/clipped.js';
import { isObject, mayRound, parseExact } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';
import { ednElements, EdnError, EdnMap, type Form, Tagged, toJson } from './edn/index.js';
import { type HistoryEntry, HistoryBuilder, type Numbering } from './history-builder.js';
import { type HistoryInput, nameOf, openHistory } from './history-input.js';
import { jsonForms, JsonTextError } from './json-forms.js';
import { type ReadOptions, type Row, rowsOf } from './ndjson-reader.js';

/** How a history is read. */
export interface HistoryReadOptions extends Pick<ReadOptions, 'whole'> {
  /** The function of client operations that name none: for workloads that have one function. */
  readonly onlyFunction?: string | undefined;
}

export interface ReadHistory {
  readonly history: History;
  readonly numbering: Numbering;
  /** The last line was truncated, and is left out. */
  readonly torn: boolean;
}

const SHOWN = 60;

/** `place` is a file, a pipe, or `-` for standard input. Throws a UsageError that names file, line and field. */
export async function readHistory(place: string, options: HistoryReadOptions = {}): Promise<History> {
  return (await readHistoryFile(place, options)).history;
}

/** The same, with a note on the file for the user. */
export async function readHistoryFile(
  place: string,
  { whole, onlyFunction }: HistoryReadOptions = {},
): Promise<ReadHistory> {
  const file = nameOf(place);
  const builder = new HistoryBuilder(file, onlyFunction);
  let torn = false;
  const onTorn = (): void => {
    torn = true;
  };
  for await (const { format, pieces } of openHistory(place)) {
    if (format === 'ndjson') {
      for await (const rows of rowsOf(file, pieces, { whole, onTorn }))
        for (const row of rows) builder.add(ndjsonEntry(row));
    } else {
      const text = await textOf(pieces);
      const entries = format === 'edn' ? ednEntries(text, file) : jsonEntries(text, file);
      for (const entry of entries) builder.add(entry);
    }
  }
  return { ...builder.finish(), torn };
}

async function textOf(pieces: HistoryInput['pieces']): Promise<string> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all).toString();
}

function ndjsonEntry({ line, value, text }: Row): HistoryEntry {
  return { line, fields: mayRound(text) ? (parseExact(text) as HistoryEntry['fields']) : value };
}

function* jsonEntries(text: string, file: string): Generator<HistoryEntry> {
  try {
    for (const form of jsonForms(text)) yield { line: form.line, fields: jsonFields(form.text, form.line) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new UsageError(`${file}, line ${error.line}: ${printable(error.message)}`, error);
  }
}

function jsonFields(text: string, line: number): HistoryEntry['fields'] {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch {
    value = undefined;
  }
  if (isObject(value)) return value;
  throw new JsonTextError(`expected a JSON object, got ${excerpt(text)}`, line);
}

function* ednEntries(text: string, file: string): Generator<HistoryEntry> {
  try {
    for (const form of ednElements(text)) yield ednEntry(form, file);
  } catch (error) {
    if (!(error instanceof EdnError)) throw error;
    throw new UsageError(`${file}, line ${error.line}: ${error.message}`, error);
  }
}

function ednEntry({ value, line }: Form, file: string): HistoryEntry {
  const map = value instanceof Tagged ? value.value : value;
  if (map instanceof EdnMap) return { line, fields: toJson(map) as HistoryEntry['fields'] };
  const came = excerpt(typeof value === 'object' ? 'another form' : String(toJson(value)));
  throw new UsageError(`${file}, line ${line}: expected a map such as {:type :invoke, ...}, got ${came}`);
}

function excerpt(text: string): string {
  return printable(clipped(text, SHOWN));
}
