/**
 * Follows one run while it is going on: its journal and its history, from their beginnings. Keeps the counts and the
 * last seconds for readers that connect later.
 */

import path from 'node:path';
import { type JournalEvent, readJournal } from '../../store/journal-reader.js';
import { readNdjson } from '../../store/ndjson-reader.js';
import { openStored } from '../../store/stored-file.js';
import type { Row } from './row.js';
import { Tally } from './tally.js';

/** Seconds that the view shows. */
const WINDOW = 10;
const MAX_RECENT = 1500;
const MAX_FAULTS = 200;

export interface FollowingOptions {
  readonly folder: string;
  /** Whether writing has ended. Called often. */
  readonly complete: () => boolean;
  readonly signal: AbortSignal;
  readonly row: (row: Row) => void;
}

export class Following {
  readonly #options: FollowingOptions;
  readonly #tally = new Tally();
  #recent: Row[] = [];
  /** Kept separately: an old fault may still be in force. */
  #faults: Row[] = [];
  /** Seconds. */
  #latest = 0;

  constructor(options: FollowingOptions) {
    this.#options = options;
  }

  /** The latest rows, and all counts. */
  recent(): readonly Row[] {
    this.#forget();
    return [...this.#faults, ...this.#recent, this.counts()];
  }

  counts(): Row {
    return { kind: 'counts', at: this.#latest, counts: this.#tally.counts };
  }

  /** Resolves when the run has ended. Rejects with a UsageError if its files cannot be read. */
  async run(): Promise<void> {
    const { folder, complete, signal } = this.#options;
    const options = { follow: true, complete, signal };
    const names = ['journal.ndjson', 'history.ndjson'] as const;
    for (const name of names) {
      // Links are not followed here either, and pipes are not waited for.
      const file = await openStored(folder, name);
      await file?.handle.close();
      if (file === undefined) return;
    }
    const [journal, history] = [path.join(folder, names[0]), path.join(folder, names[1])];
    await Promise.all([
      this.#followJournal(readJournal(journal, options)),
      this.#followHistory(history, options),
    ]);
  }

  async #followJournal(events: AsyncIterable<JournalEvent>): Promise<void> {
    for await (const event of events) {
      this.#latest = Math.max(this.#latest, event.time / 1e9);
      const row = this.#tally.event(event);
      if (row === undefined) continue;
      this.#keep(row);
      this.#options.row(row);
    }
  }

  async #followHistory(file: string, options: Parameters<typeof readNdjson>[1]): Promise<void> {
    for await (const rows of readNdjson(file, options))
      for (const { value } of rows) this.#tally.operation(value);
  }

  #keep(row: Row): void {
    if (row.kind === 'fault') {
      this.#faults.push(row);
      if (this.#faults.length > 2 * MAX_FAULTS) this.#faults = this.#faults.slice(-MAX_FAULTS);
    } else {
      this.#recent.push(row);
      if (this.#recent.length > 2 * MAX_RECENT) this.#forget();
    }
  }

  #forget(): void {
    const since = this.#latest - WINDOW;
    this.#recent = this.#recent.slice(-MAX_RECENT).filter((row) => 'at' in row && row.at >= since);
  }
}
