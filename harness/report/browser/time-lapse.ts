/** Plays the window as a time-lapse: messages move, and nodes learn the value that is followed, before the reader's eyes. */

import type { TimeWindow } from '../../page/browser/time-window.js';
import type { Segment } from './segments.js';

/** Milliseconds that a window takes, whatever its width. */
const DURATION = 9000;

/** The segments up to a place on the time axis; those under way there end at it, with a ring. */
export function flying(segments: readonly Segment[], now: number): readonly Segment[] {
  return segments.flatMap((segment): readonly Segment[] => {
    const { x1, y1, x2, y2 } = segment;
    if (x1 > now) return [];
    if (x2 <= now) return [segment];
    return [{ ...segment, x2: now, y2: y1 + (y2 - y1) * ((now - x1) / (x2 - x1)), ended: 'under way' }];
  });
}

/** Starts and stops the time-lapse of a window. */
export class TimeLapse {
  readonly #window: TimeWindow;
  readonly #show: (time: number | undefined) => void;
  readonly #state: (isPlaying: boolean) => void;
  #frame = 0;
  #began: number | undefined;

  /** `show` draws the run as it was at a time, all of it without one; `state` is called when playing begins or ends. */
  constructor(
    window: TimeWindow,
    show: (time: number | undefined) => void,
    state: (isPlaying: boolean) => void,
  ) {
    this.#window = window;
    this.#show = show;
    this.#state = state;
  }

  toggle(): void {
    if (this.#frame === 0) {
      this.#state(true);
      this.#frame = requestAnimationFrame((now) => this.#step(now));
    } else this.stop();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#began = undefined;
    this.#show(undefined);
    this.#state(false);
  }

  #step(now: number): void {
    this.#began ??= now;
    const share = (now - this.#began) / DURATION;
    if (share >= 1) {
      this.stop();
      return;
    }
    const { from, width } = this.#window;
    this.#show(from + share * width);
    this.#frame = requestAnimationFrame((next) => this.#step(next));
  }
}
