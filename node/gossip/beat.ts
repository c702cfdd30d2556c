/**
 * When a node speaks: to its children, and to its delegate.
 *
 * With few values in a window, a parent speaks when the oldest of them has waited for a window, and children hand in
 * theirs at once. With many, it speaks on a fixed beat of one window and says when it will next; children then hand
 * in theirs so that they arrive right before. The first costs each child a message for each value of its own, the
 * second the parent a message to each child in every window; a value waits no longer than one window either way.
 */

/** Slack for arriving before the delegate speaks, and for gathering what arrives together. */
const MARGIN_MS = 3;
const ROUNDING_MS = 0.1;
/** Windows shorter than this are not worth a rendezvous. */
const SHORT_WINDOW_MS = 10;
/** A cheaper way is chosen only if it is much cheaper, so that nodes do not switch back and forth. */
const HYSTERESIS = 0.04;
const RATE_MEMORY_MS = 2000;

export class Beat {
  /** When this node last spoke to its children. */
  #spokeAtMs = -Infinity;
  /** A moment at which it spoke to them on the beat; undefined if it keeps none. */
  #beatMs: number | undefined;
  /** Values per millisecond. */
  #rate: number | undefined;
  /** When the delegate speaks next; undefined if it keeps to no beat. */
  #delegateSpeaksAtMs: number | undefined;
  #spokeUpAtMs = -Infinity;

  /** Forgets the agreements with the delegate and the children. */
  forgetDelegate(): void {
    this.#delegateSpeaksAtMs = undefined;
  }

  forgetAll(): void {
    this.#delegateSpeaksAtMs = this.#beatMs = undefined;
  }

  /** The delegate has said in how many milliseconds it will speak, or that it keeps to no beat. */
  delegateSpeaks(now: number, inMs: number | undefined): void {
    this.#delegateSpeaksAtMs = inMs === undefined ? undefined : now + inMs;
  }

  /** When to speak to the delegate, if there is something new. Its distance is undefined before it was measured. */
  up(now: number, window: number, latencyMs: number | undefined): number {
    if (window < SHORT_WINDOW_MS) return now;
    // Half a window of waiting here is subtracted from the wait at the delegate.
    if (this.#delegateSpeaksAtMs === undefined || latencyMs === undefined)
      return Math.max(now, this.#spokeUpAtMs + window / 2);
    const slot = this.#delegateSpeaksAtMs - latencyMs - MARGIN_MS;
    return slot + Math.ceil((now - slot) / window) * window;
  }

  spokeUp(now: number): void {
    this.#spokeUpAtMs = now;
  }

  /**
   * When to speak to the children, given a new value that was created at that time. It is sooner than the next beat
   * only for a straggler that would otherwise wait for longer than a window altogether, and not so soon that
   * stragglers cost a round of messages each.
   */
  down(now: number, window: number, bornMs: number): number {
    if (window < SHORT_WINDOW_MS) return Math.max(now, bornMs + window);
    const inTime = Math.max(now + MARGIN_MS, bornMs + window);
    if (this.#beatMs === undefined) return inTime;
    return Math.min(now + this.#untilBeat(now, window), Math.max(inTime, this.#spokeAtMs + window / 2));
  }

  /**
   * This node has spoken to its `children` of `values` new values. Decides whether it keeps to a beat from now on.
   */
  spokeDown(now: number, window: number, values: number, children: number): void {
    const sinceMs = now - this.#spokeAtMs;
    this.#spokeAtMs = now;
    if (window < SHORT_WINDOW_MS) {
      this.#beatMs = undefined;
      return;
    }
    // The first value began the first window, and gives no rate.
    const sample = sinceMs === Infinity ? (values - 1) / window : values / sinceMs;
    const weight = this.#rate === undefined ? 1 : 1 - Math.exp(-sinceMs / RATE_MEMORY_MS);
    this.#rate = (this.#rate ?? 0) * (1 - weight) + sample * weight;
    const factor = 1 + (this.#beatMs === undefined ? -HYSTERESIS : HYSTERESIS);
    if (costOnBeat(this.#rate, window, children) >= factor * costByAge(this.#rate, window, children)) {
      this.#beatMs = undefined;
    } else this.#beatMs ??= now;
  }

  /** In how many milliseconds this node will speak to its children; undefined if it keeps to no beat. */
  announcement(now: number, window: number): number | undefined {
    return this.#beatMs === undefined ? undefined : this.#untilBeat(now, window);
  }

  /** Time until the next beat, a whole window at the beat itself. */
  #untilBeat(now: number, window: number): number {
    const left = window - ((now - (this.#beatMs ?? now)) % window);
    // A timer may fire a rounding error before its beat: that beat is now.
    return left < ROUNDING_MS ? left + window : left;
  }
}

/** Messages per millisecond if children hand in at once and the parent speaks a window after the first value. */
export function costByAge(rate: number, window: number, children: number): number {
  const own = (rate * children) / (children + 1);
  return own + (rate === 0 ? 0 : children / (window + 1 / rate));
}

/** Messages per millisecond if each child with news and the parent speak once a window. */
export function costOnBeat(rate: number, window: number, children: number): number {
  const values = rate * window;
  return (children * (2 - Math.exp(-values / (children + 1)) - Math.exp(-values))) / window;
}
