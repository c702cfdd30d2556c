/**
 * A follower's promise to its leader, and its election timeout: for a patience from each message of the leader it
 * votes for no other node, and at some moment after that it stands itself.
 *
 * A promise that is longer than the one before is on disk before the leader hears of it: a node that was killed and
 * restarted stays silent for as long as it may have promised.
 */

import type { BallotBox } from './ballot.js';
import type { Surroundings } from './surroundings.js';
import { patienceAfter, SHORTEST_PATIENCE_MS } from './timing.js';

export class Patience {
  readonly #surroundings: Surroundings;
  readonly #box: BallotBox;
  #ms: number;
  #promisedUntilMs: number;
  #electionDueMs = 0;
  #silences = 0;

  constructor(surroundings: Surroundings, box: BallotBox) {
    const { patienceMs } = box.ballot;
    this.#surroundings = surroundings;
    this.#box = box;
    this.#ms = Math.max(SHORTEST_PATIENCE_MS, patienceMs);
    this.#promisedUntilMs = surroundings.now() + patienceMs;
    this.postpone();
  }

  /** In milliseconds: the leader's if one was heard, otherwise as long as elections have been found to need. */
  get ms(): number {
    return patienceAfter(this.#silences, this.#ms);
  }

  /** Whether it may vote for no node but the leader it heard. */
  get isBound(): boolean {
    return this.#surroundings.now() < this.#promisedUntilMs;
  }

  /** When it stands for election. */
  get electionDueMs(): number {
    return this.#electionDueMs;
  }

  /** Notes a message of a leader, which relies on this patience from now on. */
  heard(ms: number): void {
    const now = this.#surroundings.now();
    const written = this.#box.ballot.patienceMs;
    // The stored promise shrinks only when an earlier, longer one has expired.
    const isCovered = this.#promisedUntilMs <= now + ms;
    if (ms > written || (ms < written && isCovered)) this.#box.change({ patienceMs: ms });
    this.#promisedUntilMs = Math.max(this.#promisedUntilMs, now + ms);
    this.#ms = ms;
    this.#silences = 0;
    this.postpone();
  }

  /** Notes that it stood and got no answer. */
  unanswered(): void {
    this.#silences++;
  }

  /** Restarts the wait before it stands. */
  postpone(): void {
    const { random, now } = this.#surroundings;
    // A random wait keeps two nodes from standing at once.
    const timeoutMs = this.ms * (1 + random.fraction());
    this.#electionDueMs = Math.max(this.#promisedUntilMs, now() + timeoutMs);
  }
}
