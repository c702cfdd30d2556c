/** The commit index and the state machine: committed entries are executed at once, in order, once in a life. */

import type { Log, LogSnapshot } from './log.js';

/** The state machine: each replica executes the same commands in the same order, and so reaches the same state. */
export interface Machine {
  apply(command: unknown): void;
  /** The whole state as JSON. */
  snapshot(): unknown;
  restore(state: unknown): void;
}

/** The number of entries between two snapshots. */
const COMPACT_AFTER = 1000;

export class Execution {
  readonly #log: Log;
  readonly #machine: Machine;
  #commitIndex: number;

  /** Starts at the end of the log's snapshot; a leader reports how far the log was committed beyond it. */
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

  /** Installs a leader's snapshot in place of the entries that lead to it, if it is ahead. */
  install(snapshot: LogSnapshot): void {
    if (snapshot.index <= this.#commitIndex) return;
    this.#log.install(snapshot);
    this.#machine.restore(snapshot.state);
    this.#commitIndex = snapshot.index;
  }
}
