/** A timer that one purpose shares: set at most once at a time, and unset again when it fires or is cancelled. */

import type { Timer } from '../clock.js';
import type { NodeTime } from './node-time.js';

export class Alarm {
  #timer: Timer | undefined;

  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  /**
   * Runs `callback` after `delayMs`, and passes it how many milliseconds late it is. Does nothing while the alarm is
   * set.
   */
  set(time: NodeTime, delayMs: number, callback: (lateMs: number) => void): void {
    this.#timer ??= time.after(delayMs, (lateMs) => {
      this.#timer = undefined;
      callback(lateMs);
    });
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
