/**
 * Notices output that stays unfinished: a line without its end, and nothing behind it for a while, or a whole message in it
 * already. A long message may take its time, so the watch asks again until the line ends.
 */

import { type Clock, SECOND, type Timer } from '../../node/index.js';
import { endOfValue } from '../diagnoses/brackets.js';

/** How long an output may stand still in the middle of a line. */
const PATIENCE = 2 * SECOND;

export interface Unfinished {
  /** The number of the line that has not ended. */
  readonly number: number;
  readonly length: number;
  readonly start: string;
}

export interface RestListener {
  /** What is unfinished now; undefined if nothing is. */
  look(): Unfinished | undefined;
  /** Whether it is Eddy that keeps the node from going on. */
  excused(): boolean;
  /** It stays unfinished. Called once for a line. */
  stays(unfinished: Unfinished): void;
}

export class RestWatch {
  readonly #clock: Clock;
  readonly #listener: RestListener;
  #timer: Timer | undefined;
  #number = 0;
  #since = 0;
  #heard = 0;
  #told = 0;

  constructor(clock: Clock, listener: RestListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Output came. */
  heard(): void {
    this.#heard = this.#clock.now();
    const unfinished = this.#listener.look();
    if (unfinished === undefined || unfinished.number === this.#told) return;
    if (unfinished.number !== this.#number) {
      this.#number = unfinished.number;
      this.#since = this.#heard;
    }
    this.#timer ??= this.#clock.schedule(PATIENCE, () => this.#check());
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #check(): void {
    this.#timer = undefined;
    const unfinished = this.#listener.look();
    if (unfinished === undefined) return;
    const now = this.#clock.now();
    if (this.#listener.excused()) this.#heard = this.#since = now;
    const still = now - this.#heard >= PATIENCE;
    const whole = now - this.#since >= PATIENCE && endOfValue(unfinished.start) !== undefined;
    if (unfinished.number === this.#number && (still || whole)) {
      this.#told = this.#number;
      this.#listener.stays(unfinished);
      return;
    }
    if (unfinished.number !== this.#number) this.#since = this.#heard;
    this.#number = unfinished.number;
    this.#timer = this.#clock.schedule(PATIENCE, () => this.#check());
  }
}
