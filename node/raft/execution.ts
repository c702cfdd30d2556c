/** How far the log is committed, and the state after that: what is committed is executed at once, in order, once in a life. */

import type { Log, LogSnapshot } from './log.js';

/** What the log is for: each replica executes the same commands in the same order, and so comes to the same state. */
export interface Machine {
  apply(command: unknown): void;
  /** The whole state as JSON. */
  snapshot(): unknown;
  restore(state: unknown): void;
}

/** Entries between two snapshots. */
const COMPACT_AFTER = 1000;

export class Execution {
  readonly #log: Log;
  readonly #machine: Machine;
  #commitIndex: number;

  /** Begins where the log's snapshot ends: how far it was committed beyond that, a leader will say. */
  constructor(log: Log, machine: Machine) {
    this.#log = log;
    this.#machine = machine;
    const { index, state } = log.snapshot;
    if (index > 0) machine.restore(state);
    this.#commitIndex = index;
  }

  get commitIndex(): number {
    return this.#commitIndex;
  }

  commitTo(index: number): void {
    while (this.#commitIndex < index) {
      const entry = this.#log.at(++this.#commitIndex);
      if (entry !== undefined && entry.command !== null) this.#machine.apply(entry.command);
    }
    if (this.#commitIndex - this.#log.snapshot.index >= COMPACT_AFTER)
      this.#log.compact(this.#commitIndex, this.#machine.snapshot());
  }

  /** Takes a leader's snapshot in place of the entries that lead to it, if it is ahead. */
  install(snapshot: LogSnapshot): void {
    if (snapshot.index <= this.#commitIndex) return;
    this.#log.install(snapshot);
    this.#machine.restore(snapshot.state);
    this.#commitIndex = snapshot.index;
  }
}
