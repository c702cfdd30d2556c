/**
 * The requests of one client, one after the other: each begins when the one before it has ended, so they take effect in the
 * order in which they came. Requests of different clients do not wait for each other.
 *
 * A program needs this if its handlers wait for something (another node, a service): a client that does not wait for a reply
 * before it asks again would otherwise read what was there before its own write.
 */
export class Turns {
  /** By client, the end of its latest request. These promises never reject. */
  readonly #latest = new Map<string, Promise<void>>();

  /**
   * Returns what `work` returns. It begins at once if no earlier work of the client goes on; if it then returns no promise,
   * neither does this. What it throws, or rejects with, goes to the caller and does not hold up the next.
   */
  take<T>(client: string, work: () => T | Promise<T>): T | Promise<T> {
    const before = this.#latest.get(client);
    const result = before === undefined ? work() : before.then(work);
    if (!(result instanceof Promise)) return result;
    const end = (): void => {
      if (this.#latest.get(client) === ended) this.#latest.delete(client);
    };
    const ended: Promise<void> = result.then(end, end);
    this.#latest.set(client, ended);
    return result;
  }
}
