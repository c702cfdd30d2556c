/** A stored run, Eddy's or Maelstrom's: its files and their contents. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../errors/message-of.js';
import { isObject } from '../../node/index.js';
import { STANDARD_INPUT } from './history-input.js';
import { isFile, locate } from './locate.js';
import { UsageError } from '../errors/usage-error.js';

/** The files of a stored run, and what they say. */
export interface StoredRun {
  /** The file with the history; a pipe, or `-` for standard input, can be read only once. */
  readonly history: string;
  readonly journal: string | undefined;
  /** The content of `test.json`; empty if there is none. */
  readonly test: Readonly<Record<string, unknown>>;
  /** The content of `results.json`; empty if there is none. */
  readonly results: Readonly<Record<string, unknown>>;
  /** The name of the folder of all runs of a workload, which is the workload's; a guess for an imported history. */
  readonly kind: string;
}

const HISTORIES = ['history.ndjson', 'history.edn'];

/**
 * `place` is a run's folder, a folder with a `latest` in it, a history of any name, a pipe, or `-` for standard
 * input. A run's other files are read if the history has one of the names that a run gives it. Throws a UsageError.
 */
export function findRun(place: string): StoredRun {
  if (isStream(place)) return { history: place, journal: undefined, test: {}, results: {}, kind: '' };
  const { file: history, looked } = locate([place], HISTORIES);
  if (history === undefined) {
    throw new UsageError(
      `there is no history at ${place} (looked for ${looked.join(', ')}): ` +
        "expected a run's folder, or a history in NDJSON, JSON or EDN (- reads it from standard input)",
    );
  }
  const folder = path.dirname(history);
  const ofRun = HISTORIES.includes(path.basename(history));
  const journal = path.join(folder, 'journal.ndjson');
  return {
    history,
    journal: ofRun && isFile(journal) ? journal : undefined,
    test: ofRun ? readTest(folder) : {},
    results: ofRun ? readJson(path.join(folder, 'results.json')) : {},
    kind: path.basename(path.dirname(folder)),
  };
}

/**
 * The folder of the i-th run of a store in the order of time; -1 is the latest. The start of a run is read from the
 * name of its folder, in any time zone; for a folder with another name it is when its history was written. Throws a
 * UsageError.
 */
export function runByIndex(store: string, index: number): string {
  const runs = foldersIn(store)
    .flatMap((workload) => foldersIn(workload))
    .filter((run) => HISTORIES.some((name) => isFile(path.join(run, name))))
    .map((folder) => ({ folder, ...beginOf(folder) }))
    .toSorted((a, b) => a.time - b.time || a.number - b.number || (a.folder < b.folder ? -1 : 1))
    .map(({ folder }) => folder);
  const run = runs.at(index);
  if (run === undefined) throw new UsageError(`there is no run ${index}: ${store} has ${runs.length} runs`);
  return run;
}

/** Milliseconds since 1970, and which of the runs of that millisecond it is. */
function beginOf(folder: string): { readonly time: number; readonly number: number } {
  const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})(?:([+-]\d\d)(\d\d)|Z)(?:-(\d+)$)?/;
  const [match, year, month, day, hour, minute, second, milli, zone = '+00', rest = '00', number = '1'] =
    pattern.exec(path.basename(folder)) ?? [];
  const time =
    match === undefined
      ? NaN
      : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}${zone}:${rest}`);
  if (!Number.isNaN(time)) return { time, number: Number(number) };
  const history = HISTORIES.map((name) => path.join(folder, name)).find(isFile) ?? folder;
  return { time: statSync(history).mtimeMs, number: 1 };
}

/** The content of the `test.json` of a run's folder; empty if there is none. Throws a UsageError. */
export function readTest(folder: string): Readonly<Record<string, unknown>> {
  return readJson(path.join(folder, 'test.json'));
}

/** Links, such as `latest`, are not folders of their own. */
function foldersIn(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(parent, entry.name));
  } catch {
    return [];
  }
}

/** The object in a file; empty if there is no file. Throws a UsageError. */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  if (!isFile(file)) return {};
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const [problem = ''] = messageOf(error).split('\n');
    throw new UsageError(`${file} cannot be read: ${problem}`, error);
  }
  if (isObject(value)) return value;
  throw new UsageError(`${file}: expected a JSON object, got ${JSON.stringify(value).slice(0, 60)}`);
}

/** A pipe, a socket, or a terminal, which has no files beside it. */
export function isStream(place: string): boolean {
  if (place === STANDARD_INPUT) return true;
  try {
    const status = statSync(place);
    return status.isFIFO() || status.isSocket() || status.isCharacterDevice();
  } catch {
    return false;
  }
}
