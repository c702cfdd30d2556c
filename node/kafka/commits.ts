/** The committed offset of each key: the greatest that anybody has committed. Commits that are news are kept for passing on. */

export type Offsets = Readonly<Record<string, number>>;

export class Commits {
  readonly #offsets = new Map<string, number>();
  #news = new Map<string, number>();

  get all(): Offsets {
    return Object.fromEntries(this.#offsets);
  }

  /** The commits that have been made since this was asked last. */
  takeNews(): Offsets {
    const news = Object.fromEntries(this.#news);
    this.#news = new Map();
    return news;
  }

  /** What a client commits. True where it is news. */
  commit(offsets: Offsets): boolean {
    const raised = this.learn(offsets);
    for (const [key, offset] of raised) this.#news.set(key, offset);
    return raised.length > 0;
  }

  /** What was committed elsewhere, or before; gives what was not known. */
  learn(offsets: Offsets): readonly (readonly [key: string, offset: number])[] {
    const raised = Object.entries(offsets).filter(([key, offset]) => offset > (this.#offsets.get(key) ?? -1));
    for (const [key, offset] of raised) this.#offsets.set(key, offset);
    return raised;
  }

  /** Of these keys, those that have one. */
  of(keys: readonly string[]): Offsets {
    return Object.fromEntries(
      keys.flatMap((key) => {
        const offset = this.#offsets.get(key);
        return offset === undefined ? [] : [[key, offset]];
      }),
    );
  }
}
