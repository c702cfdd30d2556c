/**
 * What a node remembers when it is killed: named texts, read at its next start.
 *
 * Synchronous, because a node must not answer before what it answers for is safe, and one that waits for a disk has to
 * be written as if everything could change meanwhile. What `write` and `append` have returned from outlives the process, not
 * a power failure: they hand the text to the operating system and do not wait for the disk.
 */

import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Names are plain file names, without `/`, and do not end in `.new`. */
export interface Storage {
  /** The text of that name; undefined where there is none. */
  read(name: string): string | undefined;
  /** Replaces the text in one step: whoever is killed in the middle of it finds the old text or the new one. */
  write(name: string, text: string): void;
  /** Adds to the text. Whoever is killed in the middle of it may find only the beginning of what was added. */
  append(name: string, text: string): void;
}

/** Texts in memory: as lasting as whoever holds this object. */
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

/** Texts as files of a directory, which must exist. */
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
