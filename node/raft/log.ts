/**
 * The log: the commands that all replicas execute, in the same order. It is in memory and on disk, and the disk comes
 * first: an entry that a replica has acknowledged is there when it starts again.
 *
 * Entries are counted from 1. The oldest are discarded when a *snapshot* holds their outcome; a few thousand are kept
 * behind it, for followers that lag a little. On disk the log is a text of lines `[index, term, command]`; a line
 * replaces the line of that index and all lines after it, so no text is rewritten when a leader overrules another
 * leader's entries.
 */

import { parseExact, printExact } from '../protocol/exact-json.js';
import { type Storage, StoredLines } from '../storage.js';

export interface LogEntry {
  readonly term: number;
  /** Null is the empty entry with which a leader begins its term. */
  readonly command: unknown;
}

/** The state after all entries up to `index`, the last of which is of `term`. */
export interface LogSnapshot {
  readonly index: number;
  readonly term: number;
  readonly state: unknown;
}

const SNAPSHOT = 'snapshot';
/** The number of entries that are kept although a snapshot covers them. */
const KEPT = 1000;

export class Log {
  readonly #storage: Storage;
  readonly #lines: StoredLines;
  /** The base: all entries up to it have been discarded. */
  #base = { index: 0, term: 0 };
  #entries: LogEntry[] = [];
  #snapshot: LogSnapshot = { index: 0, term: 0, state: null };

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#lines = new StoredLines(storage, 'log');
    const snapshot = storage.read(SNAPSHOT);
    if (snapshot !== undefined) this.#snapshot = parseExact(snapshot) as LogSnapshot;
    this.#base = { index: this.#snapshot.index, term: this.#snapshot.term };
    this.#load(this.#lines.read() as [number, number, unknown][]);
  }

  get snapshot(): LogSnapshot {
    return this.#snapshot;
  }

  /** The entry of this index and all before it have been discarded. */
  get firstGone(): number {
    return this.#base.index;
  }

  get lastIndex(): number {
    return this.#base.index + this.#entries.length;
  }

  get lastTerm(): number {
    return this.#entries.at(-1)?.term ?? this.#base.term;
  }

  /** Undefined if there is no such entry, or if it has been discarded. */
  termAt(index: number): number | undefined {
    return index === this.#base.index ? this.#base.term : this.#entries[index - this.#base.index - 1]?.term;
  }

  at(index: number): LogEntry | undefined {
    return this.#entries[index - this.#base.index - 1];
  }

  /** At most `limit` entries from `index` on, which must not have been discarded. */
  from(index: number, limit: number): readonly LogEntry[] {
    const start = index - this.#base.index - 1;
    return this.#entries.slice(start, start + limit);
  }

  /** Puts entries at `index`, in place of the entries there and after it. */
  write(index: number, entries: readonly LogEntry[]): void {
    if (entries.length === 0) return;
    this.#lines.append(numbered(index, entries));
    this.#place(index, entries);
  }

  /**
   * The core of log replication: takes a leader's entries if the entry before them is the same in both logs, and so,
   * by induction, all entries before that are too. Entries that are here already are kept, even if there are more
   * after them: a late old message must not cut off the entries of a newer one. Only an entry of another term is
   * overruled.
   *
   * Returns the last index up to which both logs are now the same, or, if they cannot be joined, one up to which they
   * may be.
   */
  merge(prevIndex: number, prevTerm: number, entries: readonly LogEntry[]): { ok: boolean; index: number } {
    // All entries up to the base are committed, and committed entries are the same everywhere.
    const skip = Math.max(0, this.#base.index - prevIndex);
    if (skip === 0 && this.termAt(prevIndex) !== prevTerm)
      return { ok: false, index: this.#joint(prevIndex) };
    const last = prevIndex + entries.length;
    const news = entries.findIndex(({ term }, i) => i >= skip && this.termAt(prevIndex + 1 + i) !== term);
    if (news !== -1) this.write(prevIndex + 1 + news, entries.slice(news));
    return { ok: true, index: Math.max(last, this.#base.index) };
  }

  /** `state` now includes all entries up to `index`. */
  compact(index: number, state: unknown): void {
    this.#snapshot = { index, term: this.termAt(index) ?? this.#base.term, state };
    const keepFrom = Math.max(this.#base.index, index - KEPT);
    this.#rebase(keepFrom, this.termAt(keepFrom) ?? 0, this.#entries.slice(keepFrom - this.#base.index));
  }

  /** Installs a leader's snapshot. Later entries here stay if they follow from it. */
  install(snapshot: LogSnapshot): void {
    const follows = this.termAt(snapshot.index) === snapshot.term;
    const rest = follows ? this.#entries.slice(snapshot.index - this.#base.index) : [];
    this.#snapshot = snapshot;
    this.#rebase(snapshot.index, snapshot.term, rest);
  }

  /** The snapshot is written before the log: a node that is killed in between has both, and they overlap. */
  #rebase(index: number, term: number, entries: LogEntry[]): void {
    this.#base = { index, term };
    this.#entries = entries;
    this.#storage.write(SNAPSHOT, printExact(this.#snapshot));
    this.#lines.replace(numbered(index, [{ term, command: null }, ...entries]));
  }

  /**
   * The last index at which a log that differs at `prevIndex` may be the same: before the whole term that it has
   * there.
   */
  #joint(prevIndex: number): number {
    if (prevIndex > this.lastIndex) return this.lastIndex;
    const other = this.termAt(prevIndex);
    let index = prevIndex - 1;
    while (index > this.#base.index && this.termAt(index) === other) index--;
    return Math.max(index, this.#base.index);
  }

  #place(index: number, entries: readonly LogEntry[]): void {
    this.#entries.length = index - this.#base.index - 1;
    for (const entry of entries) this.#entries.push(entry);
  }

  /** Reads the log from disk: `[index, term, command]` of each line. */
  #load(lines: readonly (readonly [index: number, term: number, command: unknown])[]): void {
    for (const [i, [index, term, command]] of lines.entries()) {
      // After a compaction the text begins with the base entry; after an installed snapshot, with the snapshot's last
      // one.
      if (i === 0 && index <= this.#base.index) this.#base = { index, term };
      else if (index > this.#base.index && index <= this.lastIndex + 1)
        this.#place(index, [{ term, command }]);
    }
    // The node was killed between the two writes of `install`: the log on disk is older than the snapshot, and not
    // needed.
    const { index, term } = this.#snapshot;
    if (this.termAt(index) !== term) this.#rebase(index, term, []);
  }
}

/** The lines of entries from `index` on. */
function numbered(index: number, entries: readonly LogEntry[]): readonly unknown[] {
  return entries.map(({ term, command }, i) => [index + i, term, command]);
}
