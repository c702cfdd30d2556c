/**
 * Runs the requests of one client one after the other: each begins when the one before it has ended, so they take
 * effect in the order in which they came. Requests of different clients do not wait for each other.
 *
 * A program needs this if its handlers wait (for another node or a service): a client that does not wait for a reply
 * before it sends the next request would otherwise read the state before its own write.
 */
export class Turns {
  /** By client, the end of its latest request. These promises never reject. */
  readonly #latest = new Map<string, Promise<void>>();

  /**
   * Runs `work` and returns its result. It begins at once if no earlier work of the client goes on; if it then
   * returns no promise, neither does this. An error of `work` goes to the caller and does not delay the next work.
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
