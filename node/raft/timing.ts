/**
 * How long replicas wait, from how long messages take. Raft is safe whatever these numbers are; they decide how soon a dead
 * leader is replaced, how often a living one is, and how many messages an idle cluster costs.
 *
 * One length rules all: the *patience*, for which a follower that has heard of its leader neither votes for another nor
 * stands itself. The leader chooses it, from the round trips it measures, and tells it with each message. It sends to each
 * follower at least once in half of it.
 */

export const SHORTEST_PATIENCE_MS = 1000;
const LONGEST_PATIENCE_MS = 8000;
/** A vote takes two round trips and a few mishaps. */
const ROUND_TRIPS_OF_PATIENCE = 5;
const SHORTEST_RETRY_MS = 100;

/** A running estimate of the round trip: smoothed mean and deviation, as TCP has them (RFC 6298). */
export class RoundTrip {
  #meanMs: number | undefined;
  #deviationMs = 0;

  measured(ms: number): void {
    if (this.#meanMs === undefined) {
      this.#meanMs = ms;
      this.#deviationMs = ms / 2;
    } else {
      this.#deviationMs += (Math.abs(ms - this.#meanMs) - this.#deviationMs) / 4;
      this.#meanMs += (ms - this.#meanMs) / 8;
    }
  }

  /** What hardly any round trip takes longer than. */
  get longMs(): number {
    return (this.#meanMs ?? 0) + 4 * this.#deviationMs;
  }

  /** After so long without an answer something was lost. Doubles with each time that it was. */
  retryMs(failures: number): number {
    return Math.max(SHORTEST_RETRY_MS, 1.5 * this.longMs) * 2 ** Math.min(failures, 6);
  }

  /**
   * The patience that fits. In steps of two, because followers have to remember it on disk: it grows at once, and shrinks
   * when a quarter would do.
   */
  patienceMs(currentMs: number): number {
    const needed = ROUND_TRIPS_OF_PATIENCE * this.longMs;
    let patience = currentMs;
    while (patience < needed && patience < LONGEST_PATIENCE_MS) patience *= 2;
    while (patience > 4 * needed && patience > SHORTEST_PATIENCE_MS) patience /= 2;
    return patience;
  }
}

/** How long a node without a leader waits before it stands. Chance keeps two from standing at once; failures spread them. */
export function electionTimeoutMs(patienceMs: number, failures: number, fraction: number): number {
  return Math.min(patienceMs * 2 ** failures, LONGEST_PATIENCE_MS) * (1 + fraction);
}
