/**
 * A whole database in one JSON value, its root, that a single compare-and-set moves from one state to the next.
 *
 * The root itself holds the recently written keys, because the next transactions probably use them. When there are
 * too many, the least recently written move to a page: an entry of the store that is written once, never changes, and
 * can therefore be cached by any reader. The root names its pages, newest first; the first value found for a key
 * counts. (So do log-structured stores; Datomic keeps its whole tree in such pages.)
 */

import { canonicalJson } from '../protocol/canonical-json.js';

export type RootEntry = readonly [key: unknown, value: unknown];

export interface Root {
  /** In the order of their last write. */
  readonly hot: readonly RootEntry[];
  readonly pages: readonly string[];
  /** The last commit of each node, from which a node learns the outcome of a commit that was not answered. */
  readonly commits: Readonly<Record<string, string>>;
}

export const EMPTY_ROOT: Root = { hot: [], pages: [], commits: {} };

/** A root with more hot entries than this moves some to a page, and keeps as many as that. */
const MOST_HOT = 32;
const STAY_HOT = 16;

/** The storage of pages. */
export interface Pages {
  /** Resolves when the page is stored. */
  write(entries: readonly RootEntry[]): Promise<string>;
  read(page: string): Promise<readonly RootEntry[]>;
}

/** A root with uncommitted changes. */
export class Draft {
  readonly #root: Root;
  readonly #pages: Pages;
  /** By the canonical text of the key, in the order of their last write. */
  readonly #hot: Map<string, RootEntry>;

  constructor(root: Root, pages: Pages) {
    this.#root = root;
    this.#pages = pages;
    this.#hot = new Map(root.hot.map((entry) => [canonicalJson(entry[0]), entry]));
  }

  /** The value of a key; null if it was never set. */
  async get(key: unknown): Promise<unknown> {
    const name = canonicalJson(key);
    const hot = this.#hot.get(name);
    if (hot !== undefined) return hot[1];
    for (const page of this.#root.pages) {
      const entry = (await this.#pages.read(page)).find(([each]) => canonicalJson(each) === name);
      if (entry !== undefined) return entry[1];
    }
    return null;
  }

  set(key: unknown, value: unknown): void {
    const name = canonicalJson(key);
    this.#hot.delete(name);
    this.#hot.set(name, [key, value]);
  }

  /** The root with these changes, as a commit of that name by that node. Names of commits are unique. */
  async next(node: string, commit: string): Promise<Root> {
    const { pages, commits } = this.#root;
    const entries = [...this.#hot.values()];
    const moving = entries.length > MOST_HOT ? entries.length - STAY_HOT : 0;
    return {
      hot: entries.slice(moving),
      pages: moving === 0 ? pages : [await this.#pages.write(entries.slice(0, moving)), ...pages],
      commits: { ...commits, [node]: commit },
    };
  }
}
