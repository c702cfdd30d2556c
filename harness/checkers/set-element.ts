/**
 * What became of one element of a set: when it was known to be there, which read missed it last, and what follows.
 *
 * All is judged by the order in which reads were invoked: of two that overlap, the one invoked later has the last word.
 */

import type { Operation } from '../operations/history.js';

/** A read that succeeded. */
export interface SetRead {
  /** 0, 1, 2, ... in order of completion. */
  readonly number: number;
  readonly invoke: Operation;
  readonly completion: Operation;
}

/**
 * All reads so far, in order of completion; tells which of those from number n on was invoked last.
 *
 * It makes the check cost no more than the elements that reads show: an element asks once for each gap in which it was not
 * seen, instead of being told of every read that lacks it.
 */
export class SetReads {
  /** Those that no later one surpasses: numbers rise, invocations fall. Rarely more than there are clients. */
  readonly #candidates: SetRead[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(read: SetRead): void {
    this.#count++;
    while ((this.#candidates.at(-1)?.invoke.index ?? Infinity) < read.invoke.index) this.#candidates.pop();
    this.#candidates.push(read);
  }

  /** Undefined where there is no read from number `first` on. */
  latestInvoked(first: number): Operation | undefined {
    let latest: Operation | undefined;
    for (let i = this.#candidates.length - 1; i >= 0; i--) {
      const read = this.#candidates[i];
      if (read === undefined || read.number < first) break;
      latest = read.invoke;
    }
    return latest;
  }
}

export type SetOutcome = 'stable' | 'lost' | 'never-read';

export class SetElement {
  readonly element: unknown;
  /** The first proof that it is there: its add's ok, or the first read that showed it. */
  known: Operation | undefined;
  /** The invocations, latest of their kind, of the reads that did and did not show it. */
  lastPresent: Operation | undefined;
  lastAbsent: Operation | undefined;
  /** How often the read that showed it most often did. */
  mostShown = 0;
  /** The first read that is not accounted for yet. */
  #next: number;
  #shown = 0;

  constructor(element: unknown, reads: SetReads) {
    this.element = element;
    this.#next = reads.count;
  }

  /** Forgets all but how often it was shown: it is being added again. */
  restart(reads: SetReads): void {
    this.known = undefined;
    this.lastPresent = undefined;
    this.lastAbsent = undefined;
    this.#next = reads.count;
  }

  /** Its add succeeded. */
  acknowledge(completion: Operation): void {
    this.known ??= completion;
  }

  /** A read shows it; `earlier` are those completed before. To be called for each time that it is shown. */
  seen(read: SetRead, earlier: SetReads): void {
    if (this.#next > read.number) {
      this.#shown++;
    } else {
      this.missed(earlier);
      this.#next = read.number + 1;
      this.#shown = 1;
      this.known ??= read.completion;
      if (indexOf(this.lastPresent) < read.invoke.index) this.lastPresent = read.invoke;
    }
    if (this.#shown > this.mostShown) this.mostShown = this.#shown;
  }

  /** The reads up to now that are not accounted for did not show it. */
  missed(reads: SetReads): void {
    if (this.#next >= reads.count) return;
    const latest = reads.latestInvoked(this.#next);
    if (latest !== undefined && indexOf(this.lastAbsent) < latest.index) this.lastAbsent = latest;
    this.#next = reads.count;
  }

  get outcome(): SetOutcome {
    const absent = indexOf(this.lastAbsent);
    const present = indexOf(this.lastPresent);
    if (this.known === undefined || absent === present) return 'never-read';
    if (present > absent) return 'stable';
    // Missing from reads that were invoked before anybody knew of it is no loss.
    return this.known.index < absent ? 'lost' : 'never-read';
  }

  /** For how many milliseconds, cut to whole ones, it was known and yet missing from some read. */
  get stableLatency(): number {
    return this.#sinceKnown(this.lastAbsent);
  }

  /** For how many milliseconds it was known and still shown. */
  get lostLatency(): number {
    return this.#sinceKnown(this.lastPresent);
  }

  #sinceKnown(last: Operation | undefined): number {
    if (last === undefined || this.known === undefined) return 0;
    // One nanosecond after that invocation is the first instant at which things can have been different.
    return Math.floor(Math.max(0, last.time + 1 - this.known.time) / 1e6);
  }
}

function indexOf(operation: Operation | undefined): number {
  return operation === undefined ? -1 : operation.index;
}
