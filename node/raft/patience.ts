/**
 * What a follower owes its leader, and how long it waits for it: for a patience from each message it votes for nobody else,
 * and at some moment after that it stands itself.
 *
 * The promise is on disk before the leader hears of it, as far as it is longer than the one before: a node that was killed
 * and restarted keeps quiet for as long as it may have promised.
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

  /** In milliseconds; the leader's, where one was heard, or what an election has been found to need. */
  get ms(): number {
    return patienceAfter(this.#silences, this.#ms);
  }

  /** Whether it may not vote for anybody but the leader it heard. */
  get isBound(): boolean {
    return this.#surroundings.now() < this.#promisedUntilMs;
  }

  /** When it stands for election. */
  get electionDueMs(): number {
    return this.#electionDueMs;
  }

  /** A leader spoke, and counts on so much patience from now on. */
  heard(ms: number): void {
    const now = this.#surroundings.now();
    const written = this.#box.ballot.patienceMs;
    // What was promised before, perhaps for longer, still holds.
    const isCovered = this.#promisedUntilMs <= now + ms;
    if (ms > written || (ms < written && isCovered)) this.#box.change({ patienceMs: ms });
    this.#promisedUntilMs = Math.max(this.#promisedUntilMs, now + ms);
    this.#ms = ms;
    this.#silences = 0;
    this.postpone();
  }

  /** It stood, and nobody has answered. */
  unanswered(): void {
    this.#silences++;
  }

  /** Waits anew before it stands. */
  postpone(): void {
    const { random, now } = this.#surroundings;
    // Chance keeps two from standing at once.
    const timeoutMs = this.ms * (1 + random.fraction());
    this.#electionDueMs = Math.max(this.#promisedUntilMs, now() + timeoutMs);
  }
}
