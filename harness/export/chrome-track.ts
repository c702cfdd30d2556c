/**
 * One thread of a Chrome trace: slices one after the other, in the order of their coming. Slices of one thread must
 * not cross, and momentary events must be visible; so each slice has a microsecond at least, and simultaneous ones
 * follow each other.
 */

/** A trace event, as its format names it. `ts` and `dur` are microseconds. */
export interface ChromeEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly [field: string]: unknown;
}

const LEAST = 1;

export class Track {
  readonly pid: number;
  readonly tid: number;
  #last:
    { readonly start: number; readonly wanted: number; readonly events: readonly ChromeEvent[] } | undefined;

  constructor(pid: number, tid: number) {
    this.pid = pid;
    this.tid = tid;
  }

  /** The beginning of a slice that should begin then. */
  startOf(time: number): number {
    return this.#last === undefined ? time : Math.max(time, rounded(this.#last.start + LEAST));
  }

  /**
   * Adds a slice of that many microseconds, or of fewer if another comes before it ends; `also` are events bound to
   * it. Returns the slice before it, which is complete now.
   */
  add(
    start: number,
    wanted: number,
    slice: Readonly<Record<string, unknown>> & { readonly name: string },
    also: readonly ChromeEvent[] = [],
  ): readonly ChromeEvent[] {
    const before = this.end(start);
    const { pid, tid } = this;
    const events = [{ ph: 'X', ts: start, dur: 0, pid, tid, ...slice }, ...also];
    this.#last = { start, wanted: Math.max(LEAST, wanted), events };
    return before;
  }

  /** Returns the remaining slice. */
  end(next = Infinity): readonly ChromeEvent[] {
    if (this.#last === undefined) return [];
    const { start, wanted, events } = this.#last;
    this.#last = undefined;
    const dur = rounded(Math.min(wanted, next - start));
    return events.map((event) => (event.ph === 'X' ? { ...event, dur } : event));
  }
}

/** Whole nanoseconds. */
export function rounded(microseconds: number): number {
  return Math.round(microseconds * 1000) / 1000;
}
