/** What the clocks of a node show, and when its waits end. Nanoseconds of virtual time throughout. */

import { EPOCH } from '../../skewed-clock.js';
import type { Clocks } from './time-page.js';

/** Since boot, when a run begins. */
const BOOT = 1000;
const SECOND = 1e9;
/** No wait is shorter: background threads that look around all the time would otherwise be most of a run. */
const SHORTEST = 1_000_000;
/** So much later than its deadline a wait ends: programs compare with the clock, and some go on waiting while it is equal. */
const LATE = 1000;

export class NodeClock {
  now = 0;
  /** How far the wall clock is ahead. */
  wallOffset = 0;

  /** Seconds since 1970 at boot, by the wall clock. */
  get bootTime(): number {
    return EPOCH - BOOT + Math.floor(this.wallOffset / SECOND);
  }

  clocks(): Clocks {
    return {
      monotonic: split(BOOT, this.now),
      wall: split(EPOCH, this.now + this.wallOffset),
    };
  }

  /** When a wait of that many nanoseconds ends. */
  after(duration: number): number {
    return this.now + Math.max(SHORTEST, duration) + LATE;
  }

  /** How long it is until a time of the monotonic clock, or of the wall's, that a program gave. */
  until(time: number, wall: boolean): number {
    return wall ? time - EPOCH * SECOND - this.wallOffset - this.now : time - BOOT * SECOND - this.now;
  }

  /** What a clock of clock_gettime(2) shows: seconds, nanoseconds. Processor time passes as all time does. */
  show(wall: boolean): readonly [seconds: number, nanoseconds: number] {
    const { monotonic, wall: real } = this.clocks();
    return wall ? real : monotonic;
  }
}

function split(seconds: number, nanoseconds: number): readonly [number, number] {
  const whole = Math.floor(nanoseconds / SECOND);
  return [seconds + whole, nanoseconds - whole * SECOND];
}
