/**
 * A node's durable state: named texts, read at its next start.
 *
 * Synchronous, because a node must not acknowledge data before the data is safe, and code that waits for a disk must
 * expect any state to change meanwhile. Data that `write` and `append` have returned from survives the end of the
 * process, but not a power failure: they pass the text to the operating system and do not wait for the disk.
 */

import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseExact, printExact } from './protocol/exact-json.js';

/**
 * Names are plain file names, without `/`, and do not end in `.new`; any other is a RangeError. Errors of the file
 * system are thrown as they are.
 */
export interface Storage {
  /** The text of that name; undefined if there is none. */
  read(name: string): string | undefined;
  /** Replaces the text in one step: a node that is killed in the middle of it finds the old text or the new one. */
  write(name: string, text: string): void;
  /** Adds to the text. A node that is killed in the middle of it may find only the beginning of what was added. */
  append(name: string, text: string): void;
}

/**
 * A text of a storage that is a list of JSON values, a line each (NDJSON).
 *
 * A node that was killed during an append may find the beginning of a line at the end, the *torn tail*. It has not
 * acknowledged that line, so the tail counts as never written, and is removed before the next line.
 */
export class StoredLines {
  readonly #storage: Storage;
  readonly #name: string;

  constructor(storage: Storage, name: string) {
    this.#storage = storage;
    this.#name = name;
  }

  /**
   * The values of all whole lines, in order; integers past 2^53 are bigints. Cuts a torn tail off the stored text.
   */
  read(): unknown[] {
    const text = this.#storage.read(this.#name) ?? '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) this.#storage.write(this.#name, whole);
    return whole
      .split('\n')
      .slice(0, -1)
      .map((line, i) => this.#parse(line, i + 1));
  }

  /** Appends values. A node that is killed during the append finds the first few of them, or none. */
  append(values: readonly unknown[]): void {
    this.#storage.append(this.#name, lines(values));
  }

  /** Replaces all values in one step. */
  replace(values: readonly unknown[]): void {
    this.#storage.write(this.#name, lines(values));
  }

  #parse(line: string, number: number): unknown {
    try {
      return parseExact(line);
    } catch (cause) {
      throw new Error(
        `storage: line ${number} of ${this.#name}: expected JSON, got ${JSON.stringify(line.slice(0, 80))}; ` +
          'restore the text, or wipe the node',
        { cause },
      );
    }
  }
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${printExact(value)}\n`).join('');
}

/** Texts in memory: they last as long as this object. */
export class MemoryStorage implements Storage {
  readonly #texts = new Map<string, string>();

  read(name: string): string | undefined {
    return this.#texts.get(checked(name));
  }

  write(name: string, text: string): void {
    this.#texts.set(checked(name), text);
  }

  append(name: string, text: string): void {
    this.#texts.set(checked(name), (this.#texts.get(name) ?? '') + text);
  }

  clear(): void {
    this.#texts.clear();
  }
}

/** Texts as files of a directory, which must exist: otherwise `write` and `append` throw ENOENT. */
export class FileStorage implements Storage {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  read(name: string): string | undefined {
    try {
      return readFileSync(this.#file(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  write(name: string, text: string): void {
    const file = this.#file(name);
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }

  append(name: string, text: string): void {
    appendFileSync(this.#file(name), text);
  }

  #file(name: string): string {
    return path.join(this.#directory, checked(name));
  }
}

function checked(name: string): string {
  if (!/^[^/\0]+$/.test(name) || name === '.' || name === '..' || name.endsWith('.new'))
    throw new RangeError(
      `storage: expected a plain file name that does not end in .new, got ${JSON.stringify(name)}`,
    );
  return name;
}
