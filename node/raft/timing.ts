/**
 * How long replicas wait, derived from how long messages take. Raft is safe whatever these numbers are; they decide
 * how soon a dead leader is replaced, how often a living one is, and how many messages an idle cluster costs.
 *
 * All timeouts derive from the *patience*: for that long a follower that has heard of its leader neither votes for
 * another nor stands itself. The leader chooses it from the round trips it measures, and sends it with each message.
 * It sends to each follower at least once in half a patience.
 */

export const SHORTEST_PATIENCE_MS = 1000;
const LONGEST_PATIENCE_MS = 8000;
/** A vote takes two round trips, and some take longer than others. */
const ROUND_TRIPS_OF_PATIENCE = 10;
/** The shortest of this many recent round trips is taken for the time of an undelayed one. */
const RECENT = 8;
const SHORTEST_RETRY_MS = 100;

/** A running estimate of the round trip: smoothed mean and deviation, as in TCP (RFC 6298). */
export class RoundTrip {
  #meanMs: number | undefined;
  #deviationMs = 0;
  readonly #recentMs: number[] = [];

  measured(ms: number): void {
    this.#recentMs.push(ms);
    if (this.#recentMs.length > RECENT) this.#recentMs.shift();
    if (this.#meanMs === undefined) {
      this.#meanMs = ms;
      this.#deviationMs = ms / 2;
    } else {
      this.#deviationMs += (Math.abs(ms - this.#meanMs) - this.#deviationMs) / 4;
      this.#meanMs += (ms - this.#meanMs) / 8;
    }
  }

  /** A message without an answer for this long counts as lost. Doubles with each loss. */
  retryMs(failures: number): number {
    const longMs = (this.#meanMs ?? 0) + 4 * this.#deviationMs;
    return Math.max(SHORTEST_RETRY_MS, 1.5 * longMs) * 2 ** Math.min(failures, 6);
  }

  /**
   * The patience for the measured round trips. Followers must store it, so it changes in steps of two: it grows at
   * once, and shrinks when a quarter would suffice.
   */
  patienceMs(currentMs: number): number {
    if (this.#recentMs.length === 0) return currentMs;
    const needed = ROUND_TRIPS_OF_PATIENCE * Math.min(...this.#recentMs);
    let patience = currentMs;
    while (patience < needed && patience < LONGEST_PATIENCE_MS) patience *= 2;
    while (patience > 4 * needed && patience > SHORTEST_PATIENCE_MS) patience /= 2;
    return patience;
  }
}

/** A candidate that got no answer in time may have been too impatient: it doubles its wait each time. */
export function patienceAfter(silences: number, patienceMs: number): number {
  return Math.max(patienceMs, Math.min(patienceMs * 2 ** silences, LONGEST_PATIENCE_MS / 2));
}
