/**
 * The log: the commands that all replicas execute, in the order in which all execute them. It is in memory and on disk, and
 * the disk comes first: what a replica has told of is there when it starts again.
 *
 * Entries are counted from 1. The oldest are thrown away when a *snapshot* holds what came of them; a few thousand are kept
 * behind it, for followers that lag a little. On disk the log is a text of lines `[index, term, command]`; a line replaces
 * the line of that index and everything behind it, so nothing is ever rewritten when a leader overrules what another began.
 */

import { parseExact, printExact } from '../protocol/exact-json.js';
import { type Storage, StoredLines } from '../storage.js';

export interface Entry {
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
/** Entries that stay when a snapshot has made them superfluous. */
const KEPT = 1000;

export class Log {
  readonly #storage: Storage;
  readonly #lines: StoredLines;
  /** What the entries follow: all up to it are gone. */
  #base = { index: 0, term: 0 };
  #entries: Entry[] = [];
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

  /** The entry of this index and all before it are gone. */
  get firstGone(): number {
    return this.#base.index;
  }

  get lastIndex(): number {
    return this.#base.index + this.#entries.length;
  }

  get lastTerm(): number {
    return this.#entries.at(-1)?.term ?? this.#base.term;
  }

  /** Undefined where there is no such entry, or no longer. */
  termAt(index: number): number | undefined {
    return index === this.#base.index ? this.#base.term : this.#entries[index - this.#base.index - 1]?.term;
  }

  at(index: number): Entry | undefined {
    return this.#entries[index - this.#base.index - 1];
  }

  /** At most `limit` entries from `index` on, which must not be gone. */
  from(index: number, limit: number): readonly Entry[] {
    const start = index - this.#base.index - 1;
    return this.#entries.slice(start, start + limit);
  }

  /** Puts entries at `index`, in place of whatever was there and behind it. */
  write(index: number, entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#lines.append(numbered(index, entries));
    this.#place(index, entries);
  }

  /**
   * The heart of log replication: takes a leader's entries if the one before them is the same here and there, and so, by
   * induction, everything before that too. What is here already is kept, even if there is more behind it: an older message
   * that comes late must not cut off what a newer one brought. Only an entry of another term is overruled.
   *
   * Returns the last index up to which both logs are now the same, or, where they cannot be joined, one up to which they may be.
   */
  merge(prevIndex: number, prevTerm: number, entries: readonly Entry[]): { ok: boolean; index: number } {
    // Before the base everything is committed, and what is committed is the same everywhere.
    const skip = Math.max(0, this.#base.index - prevIndex);
    if (skip === 0 && this.termAt(prevIndex) !== prevTerm)
      return { ok: false, index: this.#joint(prevIndex) };
    const last = prevIndex + entries.length;
    const news = entries.findIndex(({ term }, i) => i >= skip && this.termAt(prevIndex + 1 + i) !== term);
    if (news !== -1) this.write(prevIndex + 1 + news, entries.slice(news));
    return { ok: true, index: Math.max(last, this.#base.index) };
  }

  /** All entries up to `index` are in `state` now. */
  compact(index: number, state: unknown): void {
    this.#snapshot = { index, term: this.termAt(index) ?? this.#base.term, state };
    const keepFrom = Math.max(this.#base.index, index - KEPT);
    this.#rebase(keepFrom, this.termAt(keepFrom) ?? 0, this.#entries.slice(keepFrom - this.#base.index));
  }

  /** Takes a leader's snapshot. What is here behind it stays if it follows from it. */
  install(snapshot: LogSnapshot): void {
    const follows = this.termAt(snapshot.index) === snapshot.term;
    const rest = follows ? this.#entries.slice(snapshot.index - this.#base.index) : [];
    this.#snapshot = snapshot;
    this.#rebase(snapshot.index, snapshot.term, rest);
  }

  /** First the snapshot, then the log: killed in between, a node has both, and they overlap. */
  #rebase(index: number, term: number, entries: Entry[]): void {
    this.#base = { index, term };
    this.#entries = entries;
    this.#storage.write(SNAPSHOT, printExact(this.#snapshot));
    this.#lines.replace(numbered(index, [{ term, command: null }, ...entries]));
  }

  /** Where a log that differs at `prevIndex` may still be the same: before the whole term that it has there. */
  #joint(prevIndex: number): number {
    if (prevIndex > this.lastIndex) return this.lastIndex;
    const other = this.termAt(prevIndex);
    let index = prevIndex - 1;
    while (index > this.#base.index && this.termAt(index) === other) index--;
    return Math.max(index, this.#base.index);
  }

  #place(index: number, entries: readonly Entry[]): void {
    this.#entries.length = index - this.#base.index - 1;
    for (const entry of entries) this.#entries.push(entry);
  }

  /** Takes up what is on disk: `[index, term, command]` of each line. */
  #load(lines: readonly (readonly [index: number, term: number, command: unknown])[]): void {
    for (const [i, [index, term, command]] of lines.entries()) {
      // After a compaction the text begins with what the entries follow; after an installed snapshot, with that.
      if (i === 0 && index <= this.#base.index) this.#base = { index, term };
      else if (index > this.#base.index && index <= this.lastIndex + 1)
        this.#place(index, [{ term, command }]);
    }
    // Killed between the two writes of `install`: the log on disk is older than the snapshot, and not needed.
    const { index, term } = this.#snapshot;
    if (this.termAt(index) !== term) this.#rebase(index, term, []);
  }
}

/** The lines of entries from `index` on. */
function numbered(index: number, entries: readonly Entry[]): readonly unknown[] {
  return entries.map(({ term, command }, i) => [index + i, term, command]);
}
