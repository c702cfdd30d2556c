/**
 * Where a run leaves its traces: `store/<workload>/<time>/` with the options, the history, the journal, the nodes' logs and
 * the results, and links to the latest (spec section 15).
 *
 *     test.json        options, seed, version
 *     history.ndjson   what clients saw, an operation a line
 *     journal.ndjson   what the network did, an event a line
 *     node-logs/n1.log what n1 wrote to its stderr
 *     data/n1/         the files that n1 wrote where EDDY_DATA_DIR told it to; only where it wrote any
 *     *.edn            history and results once more, as Maelstrom writes them
 *     results.json     verdict and figures; only after the analysis, and when all the others are there
 *     report.html      all of it to look at; made from the other files
 */

import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { printExactIndented } from '../../node/index.js';
import type { History } from '../operations/history.js';
import { UsageError } from '../errors/usage-error.js';
import { printOperation, printResults } from './edn/index.js';
import { NdjsonFile } from './ndjson-file.js';

export class RunFolder {
  /** Absolute. */
  readonly path: string;
  readonly history: NdjsonFile;
  readonly journal: NdjsonFile;
  readonly #store: string;
  readonly #workload: string;
  readonly #logs = new Map<string, NdjsonFile>();

  /** Makes the folder, and points `store/current` at it. Throws a UsageError where that cannot be. */
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
      throw new UsageError(
        `store: expected a folder that can be written to, got ${JSON.stringify(store)} (${(error as Error).message})`,
        error,
      );
    }
  }

  /** Where nodes may write. It is made when they need it. */
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

  /** Writes a JSON file. */
  write(name: string, value: unknown): void {
    writeWhole(path.join(this.path, name), `${printExactIndented(value)}\n`);
  }

  /** Writes the whole history as EDN; as JSON it was written operation by operation. */
  writeHistory(history: History): void {
    const file = new NdjsonFile(path.join(this.path, 'history.edn'));
    for (const operation of history) file.write(printOperation(operation));
    file.close();
  }

  /** The sign that all that was seen is there. */
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

/** Writes a file in one step: a reader sees all of it or what was there before. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** Two runs may begin in one millisecond: the later one gets a number behind its time. */
export function makeFolder(parent: string, name: string): string {
  makeParents(parent);
  for (let i = 1; ; i++) {
    const folder = path.join(parent, i === 1 ? name : `${name}-${i}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Not by `recursive: true`: where the parent is there and yet nothing can be made in it, as in /proc, Node's own tries for
 * ever.
 */
function makeParents(folder: string): void {
  if (existsSync(folder)) return;
  makeParents(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another run may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
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
