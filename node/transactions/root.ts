/**
 * A whole database in one JSON value, its root, that can be swung from one state to the next by a single compare-and-set.
 *
 * The root itself holds the keys that were written lately, since those are what the next transactions want. When there are
 * too many, the ones that were left alone for longest move to a page: an entry of the store that is written once, never
 * changes, and can be kept by whoever has read it. The root names its pages, newest first; a key has the value that is found
 * first. (So do log-structured stores; Datomic keeps its whole tree in such pages.)
 */

import { canonicalJson } from '../protocol/canonical-json.js';

export type Entry = readonly [key: unknown, value: unknown];

export interface Root {
  /** Those written last come last. */
  readonly hot: readonly Entry[];
  readonly pages: readonly string[];
  /** The last commit of each node: by it a node finds out what became of one that it got no answer to. */
  readonly commits: Readonly<Record<string, string>>;
}

export const EMPTY_ROOT: Root = { hot: [], pages: [], commits: {} };

/** More hot entries than this are too many; as many as that stay then. */
const MOST_HOT = 32;
const STAY_HOT = 16;

/** Where pages are kept. */
export interface Pages {
  /** Resolves when the page is safe. */
  write(entries: readonly Entry[]): Promise<string>;
  read(page: string): Promise<readonly Entry[]>;
}

/** A root with changes that nobody else sees yet. */
export class Draft {
  readonly #root: Root;
  readonly #pages: Pages;
  /** By the canonical text of the key, in the order of their last write. */
  readonly #hot: Map<string, Entry>;

  constructor(root: Root, pages: Pages) {
    this.#root = root;
    this.#pages = pages;
    this.#hot = new Map(root.hot.map((entry) => [canonicalJson(entry[0]), entry]));
  }

  /** The value of a key; null where it was never set. */
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

  /** What the root becomes with these changes, as a commit of that name by that node. No two commits may share a name. */
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
