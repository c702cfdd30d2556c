/** How far away a peer is: round trips from echoed time stamps, smoothed as RFC 6298 does it for TCP. */

/** Until a round trip has been measured. */
const FIRST_MS = 200;
/** A round trip longer than this includes a standstill of one of the nodes. */
const LONGEST_MS = 2000;
/**
 * The most that a single sample counts, in multiples of the estimate: one standstill must not make a node patient for
 * long.
 */
const LEAP = 2;
/** The time that a program needs to answer, beside the travel. */
const SLACK_MS = 50;

export class RoundTrip {
  #ms = FIRST_MS;
  #deviationMs = FIRST_MS / 2;
  #measured = false;

  /** Smoothed; a guess before the first measurement. */
  get ms(): number {
    return this.#ms;
  }

  get measured(): boolean {
    return this.#measured;
  }

  /** One way; 0 before the first measurement. */
  get latencyMs(): number {
    return this.#measured ? this.#ms / 2 : 0;
  }

  /** By how much a message can overtake another. */
  get jitterMs(): number {
    return 4 * this.#deviationMs;
  }

  /** How long a reply to a question may take before the question counts as unanswered. */
  get patienceMs(): number {
    return this.#ms + this.jitterMs + SLACK_MS;
  }

  measure(sampleMs: number): void {
    const farthest = this.#measured ? LEAP * this.#ms + this.jitterMs + SLACK_MS : LONGEST_MS;
    const sample = Math.min(Math.max(0, sampleMs), farthest, LONGEST_MS);
    if (!this.#measured) {
      this.#measured = true;
      this.#ms = sample;
      this.#deviationMs = sample / 2;
      return;
    }
    this.#deviationMs += (Math.abs(sample - this.#ms) - this.#deviationMs) / 4;
    this.#ms += (sample - this.#ms) / 8;
  }
}
