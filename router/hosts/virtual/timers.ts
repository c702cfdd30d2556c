/** Timers of a node that are no waits: what they do at their time is to send a signal, or to make a file readable. */

interface Timer {
  deadline: number;
  /** Nanoseconds; 0 for a timer that fires once. */
  readonly interval: number;
  /** It was set to a time of the wall clock: if that jumps, the deadline is another one. */
  readonly wall: boolean;
  readonly fire: () => void;
}

/** What remains of a timer, and how often it repeats: nanoseconds, 0 for none. */
export interface Setting {
  readonly value: number;
  readonly interval: number;
}

const OFF: Setting = { value: 0, interval: 0 };

export class Timers {
  readonly #timers = new Map<string, Timer>();

  /** Sets the timer `name`, to fire at `deadline`; Infinity stops it. */
  set(
    name: string,
    timer: {
      readonly deadline: number;
      readonly interval: number;
      readonly wall?: boolean;
      readonly fire: () => void;
    },
  ): void {
    if (timer.deadline === Infinity) this.#timers.delete(name);
    else this.#timers.set(name, { wall: false, ...timer });
  }

  /** The wall clock has jumped by that many nanoseconds. */
  jump(nanoseconds: number): void {
    for (const timer of this.#timers.values()) if (timer.wall) timer.deadline -= nanoseconds;
  }

  /** Those of a process end with it: their names hold its id. */
  endOf(pid: number): void {
    for (const name of this.#timers.keys()) {
      if (name.split(' ')[1] === String(pid)) this.#timers.delete(name);
    }
  }

  setting(name: string, now: number): Setting {
    const timer = this.#timers.get(name);
    return timer === undefined ? OFF : { value: Math.max(1, timer.deadline - now), interval: timer.interval };
  }

  /** The earliest deadline; Infinity if there is none. */
  get deadline(): number {
    let first = Infinity;
    for (const { deadline } of this.#timers.values()) first = Math.min(first, deadline);
    return first;
  }

  /** Fires the timer that is due first, among equals the one that was set first. */
  fireFirst(): void {
    const { deadline } = this;
    for (const [name, timer] of this.#timers) {
      if (timer.deadline !== deadline) continue;
      if (timer.interval > 0) timer.deadline += timer.interval;
      else this.#timers.delete(name);
      timer.fire();
      return;
    }
  }
}
