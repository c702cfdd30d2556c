/**
 * The committed offset of each key: the greatest that any client has committed. New commits are queued for the other
 * nodes.
 */

export type Offsets = Readonly<Record<string, number>>;

export class Commits {
  readonly #offsets = new Map<string, number>();
  #news = new Map<string, number>();

  get all(): Offsets {
    return Object.fromEntries(this.#offsets);
  }

  /** Returns the commits made since the last call. */
  takeNews(): Offsets {
    const news = Object.fromEntries(this.#news);
    this.#news = new Map();
    return news;
  }

  /** Records a client's commit. Returns true if it is news. */
  commit(offsets: Offsets): boolean {
    const raised = this.learn(offsets);
    for (const [key, offset] of raised) this.#news.set(key, offset);
    return raised.length > 0;
  }

  /** Merges commits from another node or from storage, and returns those that were unknown. */
  learn(offsets: Offsets): readonly (readonly [key: string, offset: number])[] {
    const raised = Object.entries(offsets).filter(([key, offset]) => offset > (this.#offsets.get(key) ?? -1));
    for (const [key, offset] of raised) this.#offsets.set(key, offset);
    return raised;
  }

  /** The committed offsets of these keys; keys without one are absent. */
  of(keys: readonly string[]): Offsets {
    return Object.fromEntries(
      keys.flatMap((key) => {
        const offset = this.#offsets.get(key);
        return offset === undefined ? [] : [[key, offset]];
      }),
    );
  }
}
