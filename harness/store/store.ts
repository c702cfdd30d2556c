/**
 * The stored files of a run: `store/<workload>/<time>/` with the options, the history, the journal, the nodes' logs
 * and the results, and links to the latest.
 *
 *     test.json        options, seed, version
 *     plan.yaml        the plan that was played, if the run is of one
 *     history.ndjson   operations of clients, one a line
 *     journal.ndjson   events of the network, one a line
 *     node-logs/n1.log the stderr of n1
 *     data/n1/         the files that n1 wrote to its EDDY_DATA_DIR; absent if it wrote none
 *     *.edn            history and results in Maelstrom's format
 *     results.json     verdict and figures; written after the analysis, when all the others exist
 *     report.html      the report page, made from the other files
 */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, messageOf } from '../errors/message-of.js';
import { printExactIndented } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { optionError, UsageError } from '../errors/usage-error.js';
import { printOperation, printResults } from './edn/index.js';
import { NdjsonFile } from './ndjson-file.js';

/** The folder of a store in which searches keep plans of failures. */
export const FAILURES = 'failures';

export class RunFolder {
  /** Absolute. */
  readonly path: string;
  readonly history: NdjsonFile;
  readonly journal: NdjsonFile;
  readonly #store: string;
  readonly #workload: string;
  readonly #logs = new Map<string, NdjsonFile>();

  /** Makes the folder, and points `store/current` at it. Throws a UsageError if that fails. */
  constructor(store: string, workload: string, now: Date = new Date()) {
    this.#store = path.resolve(store);
    this.#workload = workload;
    try {
      this.path = makeFolder(path.join(this.#store, workload), timestamp(now));
      mkdirSync(path.join(this.path, 'node-logs'));
      this.history = new NdjsonFile(path.join(this.path, 'history.ndjson'));
      this.journal = new NdjsonFile(path.join(this.path, 'journal.ndjson'));
      link(this.path, path.join(this.#store, 'current'));
    } catch (error) {
      throw optionError(
        'store',
        `expected a folder that can be written to, got ${JSON.stringify(store)} (${messageOf(error)})`,
        error,
      );
    }
  }

  /** The nodes' data directory. It is made when they need it. */
  get dataFolder(): string {
    return path.join(this.path, 'data');
  }

  log(node: string, line: string): void {
    let file = this.#logs.get(node);
    if (file === undefined) {
      file = new NdjsonFile(path.join(this.path, 'node-logs', `${encodeURIComponent(node)}.log`));
      this.#logs.set(node, file);
    }
    file.write(line);
  }

  /** Writes a text file. */
  writeText(name: string, text: string): void {
    writeWhole(path.join(this.path, name), text);
  }

  /** Writes a JSON file. */
  write(name: string, value: unknown): void {
    writeWhole(path.join(this.path, name), `${printExactIndented(value)}\n`);
  }

  /** Writes the whole history as EDN; the JSON file was written operation by operation. */
  writeHistory(history: History): void {
    const file = new NdjsonFile(path.join(this.path, 'history.edn'));
    for (const operation of history) file.write(printOperation(operation));
    file.close();
  }

  /** Written last: its existence shows that all other files are complete. */
  writeResults(results: object): void {
    this.flush();
    writeWhole(path.join(this.path, 'results.edn'), printResults(results));
    this.write('results.json', results);
  }

  flush(): void {
    for (const file of [this.history, this.journal, ...this.#logs.values()]) file.flush();
  }

  /** Closes the files, and points the `latest` links at this run, whatever its verdict. */
  close(): void {
    for (const file of [this.history, this.journal, ...this.#logs.values()]) file.close();
    link(this.path, path.join(this.#store, 'latest'));
    link(this.path, path.join(this.#store, this.#workload, 'latest'));
  }
}

/** Writes a file in one step: a reader sees the whole new or the whole old content. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The absolute path of a folder that is new or empty, and exists after this. Throws a UsageError. */
export function newFolder(name: string): string {
  const folder = path.resolve(name);
  try {
    makeParents(folder);
    if (readdirSync(folder).length === 0) return folder;
  } catch (error) {
    throw new UsageError(`${name}: expected a folder that can be written to (${messageOf(error)})`, error);
  }
  throw new UsageError(`${name}: expected a new or empty folder, got one with files in it`);
}

/** Two runs may begin in one millisecond: the later one gets a number after its time. */
export function makeFolder(parent: string, name: string): string {
  makeParents(parent);
  for (let i = 1; ; i++) {
    const folder = path.join(parent, i === 1 ? name : `${name}-${i}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * Without `recursive: true`: if the parent exists and yet no folder can be made in it, as in /proc, Node retries for
 * ever.
 */
function makeParents(folder: string): void {
  if (existsSync(folder)) return;
  makeParents(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** A relative link, replaced in one step. */
export function link(target: string, place: string): void {
  const fresh = `${place}.${process.pid}.new`;
  rmSync(fresh, { force: true });
  symlinkSync(path.relative(path.dirname(place), target), fresh);
  renameSync(fresh, place);
}

/** Maelstrom's `yyyyMMddTHHmmss.SSS±ZZZZ`, in local time. */
export function timestamp(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const offset = -now.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `${date}T${time}.${String(now.getMilliseconds()).padStart(3, '0')}${zone}`;
}
