/** Gathers what is said to somebody in one turn, to say it in one message. */

import type { Timer } from '../clock.js';

export class Outbox<T> {
  readonly #after: (delayMs: number, callback: () => void) => Timer;
  readonly #send: (to: string, items: readonly T[]) => void;
  #waiting = new Map<string, T[]>();

  constructor(
    after: (delayMs: number, callback: () => void) => Timer,
    send: (to: string, items: readonly T[]) => void,
  ) {
    this.#after = after;
    this.#send = send;
  }

  put(to: string, item: T): void {
    if (this.#waiting.size === 0) this.#after(0, () => this.#flush());
    const items = this.#waiting.get(to);
    if (items === undefined) this.#waiting.set(to, [item]);
    else items.push(item);
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const [to, items] of waiting) this.#send(to, items);
  }
}
