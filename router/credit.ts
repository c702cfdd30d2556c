/**
 * Bounds the output of one sender that waits in the network: a node that floods is not read until its messages have
 * been delivered or dropped. It is stopped at `limit` and released at half of it.
 */

/**
 * A bound on what one sender has waiting in a network, in whatever unit `take` and `give` are called with.
 */
export class Credit {
  readonly #limit: number;
  readonly #full: () => void;
  readonly #free: () => void;
  #taken = 0;
  #stopped = false;

  constructor(limit: number, on: { readonly full: () => void; readonly free: () => void }) {
    this.#limit = limit;
    this.#full = on.full;
    this.#free = on.free;
  }

  /** The sender has this much more under way. */
  take(amount: number): void {
    this.#taken += amount;
    if (this.#taken > this.#limit && !this.#stopped) {
      this.#stopped = true;
      this.#full();
    }
  }

  /** This much has been delivered or dropped. */
  give(amount: number): void {
    this.#taken -= amount;
    if (this.#stopped && this.#taken <= this.#limit / 2) {
      this.#stopped = false;
      this.#free();
    }
  }
}
