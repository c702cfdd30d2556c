/**
 * Shortest paths through a dependency graph by breadth-first search, counted against a budget: how long a search may take
 * must not depend on the machine, or the verdict would.
 */

import { at, type Graph, RW } from './graph.js';

/** Edges that may still be looked at. */
export interface Budget {
  left: number;
}

/** Thrown when the budget is used up. */
export class BudgetSpent extends Error {}

/** Which walks count. */
export type Walk =
  /** Any. */
  | 'free'
  /** No two rw edges follow each other. */
  | 'nonadjacent';

/**
 * A vertex is reached in one of two states: by an rw edge or not. A free walk does not tell them apart, and reaches each
 * vertex once.
 */
export class PathFinder {
  readonly #graph: Graph;
  readonly #budget: Budget;
  readonly #parent: Int32Array;
  /** The search that reached each state last. */
  readonly #stamp: Int32Array;
  readonly #queue: Int32Array;
  #search = 0;

  constructor(graph: Graph, budget: Budget) {
    this.#graph = graph;
    this.#budget = budget;
    this.#parent = new Int32Array(graph.size * 2);
    this.#stamp = new Int32Array(graph.size * 2);
    this.#queue = new Int32Array(graph.size * 2);
  }

  /**
   * The vertices of a shortest way from one vertex to another (at least one edge), both included, along edges with one of
   * the kinds in `mask` and only through vertices that `through` accepts. A nonadjacent walk begins as if an rw edge had
   * led to `from`, and must not end with one, so that an rw edge from `to` to `from` may close it.
   */
  path(
    from: number,
    to: number,
    mask: number,
    walk: Walk = 'free',
    through: (vertex: number) => boolean = () => true,
  ): number[] | undefined {
    this.#search++;
    const start = from * 2 + (walk === 'free' ? 0 : 1);
    this.#stamp[start] = this.#search;
    this.#queue[0] = start;
    let length = 1;
    for (let i = 0; i < length; i++) {
      const state = at(this.#queue, i);
      const v = state >> 1;
      const usable = (state & 1) === 1 ? mask & ~RW : mask;
      for (let e = at(this.#graph.offsets, v); e < at(this.#graph.offsets, v + 1); e++) {
        this.#spend();
        const kinds = at(this.#graph.kinds, e) & usable;
        const w = at(this.#graph.targets, e);
        if (kinds === 0 || !through(w)) continue;
        const reached = w * 2 + (walk === 'free' || kinds !== RW ? 0 : 1);
        if (reached === to * 2) return this.#trace(start, state, to);
        if (at(this.#stamp, reached) === this.#search) continue;
        this.#stamp[reached] = this.#search;
        this.#parent[reached] = state;
        this.#queue[length++] = reached;
      }
    }
    return undefined;
  }

  #spend(): void {
    this.#budget.left--;
    if (this.#budget.left < 0) throw new BudgetSpent();
  }

  #trace(start: number, last: number, to: number): number[] {
    const path = [to];
    for (let state = last; state !== start; state = at(this.#parent, state)) path.push(state >> 1);
    path.push(start >> 1);
    return path.toReversed();
  }
}
