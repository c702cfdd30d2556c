/**
 * The durable state of a kafka node: its own entries, the clock that it has promised, and the commits that it has
 * acknowledged. Each is stored before it is acknowledged.
 */

import { type Storage, StoredLines } from '../storage.js';
import type { Commits, Offsets } from './commits.js';
import type { QueueEntry, LamportLog } from './lamport-log.js';

const CLOCK = 'clock';

/** Promises are stored this far in advance, so the clock of a restarted node leaps by at most this much. */
const CLOCK_STEP = 1000;

export class Durable {
  readonly #storage: Storage;
  readonly #entries: StoredLines;
  readonly #commits: StoredLines;
  #promised = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#entries = new StoredLines(storage, 'entries');
    this.#commits = new StoredLines(storage, 'commits');
  }

  /** Restores what an earlier life of this node has stored. */
  restore(log: LamportLog, commits: Commits): void {
    for (const entry of this.#entries.read() as QueueEntry[]) log.restore(entry);
    this.#promised = Number(this.#storage.read(CLOCK) ?? 0);
    log.advanceTo(this.#promised);
    const stored = this.#commits.read() as Offsets[];
    for (const offsets of stored) commits.learn(offsets);
    // Compacts the stored lines into one.
    if (stored.length > 1) this.#commits.replace([commits.all]);
  }

  entry(entry: QueueEntry): void {
    this.#entries.append([entry]);
  }

  commit(offsets: Offsets): void {
    this.#commits.append([offsets]);
  }

  /** Stores a promise never to stamp anything at or below this; called before the promise is made. */
  promise(clock: number): void {
    if (clock <= this.#promised) return;
    this.#promised = clock + CLOCK_STEP;
    this.#storage.write(CLOCK, String(this.#promised));
  }
}
