/**
 * What a node of the kafka program must not forget: its own entries, the clock that it has promised, and the commits that
 * it has acknowledged. All is stored before anybody is told.
 */

import { parseExact, printExact } from '../protocol/exact-json.js';
import type { Storage } from '../storage.js';
import type { Commits, Offsets } from './commits.js';
import type { Entry, LamportLog } from './lamport-log.js';

const ENTRIES = 'entries';
const CLOCK = 'clock';
const COMMITS = 'commits';

/** Promises are stored so far in advance: the clock of a node that restarts leaps at most so far. */
const CLOCK_STEP = 1000;

export class Durable {
  readonly #storage: Storage;
  #promised = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Takes up what an earlier life of this node has left. */
  restore(log: LamportLog, commits: Commits): void {
    const entries = this.#lines(ENTRIES) as Entry[];
    for (const entry of entries) log.restore(entry);
    this.#promised = Number(this.#storage.read(CLOCK) ?? 0);
    log.advanceTo(this.#promised);
    for (const offsets of this.#lines(COMMITS) as Offsets[]) commits.learn(offsets);
    // Shorter, and without a line that was cut off in the middle.
    if (this.#storage.read(ENTRIES) !== undefined) this.#storage.write(ENTRIES, entries.map(line).join(''));
    if (this.#storage.read(COMMITS) !== undefined) this.#storage.write(COMMITS, line(commits.all));
  }

  entry(entry: Entry): void {
    this.#storage.append(ENTRIES, line(entry));
  }

  commit(offsets: Offsets): void {
    this.#storage.append(COMMITS, line(offsets));
  }

  /** The node is about to promise never to stamp anything at or below this. */
  promise(clock: number): void {
    if (clock <= this.#promised) return;
    this.#promised = clock + CLOCK_STEP;
    this.#storage.write(CLOCK, String(this.#promised));
  }

  /** Whoever was killed while appending has not acknowledged that line: without its end it does not count. */
  #lines(name: string): unknown[] {
    const lines = (this.#storage.read(name) ?? '').split('\n');
    return lines.slice(0, -1).map((text) => parseExact(text));
  }
}

function line(value: unknown): string {
  return `${printExact(value)}\n`;
}
