/**
 * Bounds the output of one sender that waits in the network: a node that floods is not read until its messages have
 * been delivered or dropped. It is stopped at `limit` and released at half of it.
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

  take(amount: number): void {
    this.#taken += amount;
    if (this.#taken > this.#limit && !this.#stopped) {
      this.#stopped = true;
      this.#full();
    }
  }

  give(amount: number): void {
    this.#taken -= amount;
    if (this.#stopped && this.#taken <= this.#limit / 2) {
      this.#stopped = false;
      this.#free();
    }
  }
}
