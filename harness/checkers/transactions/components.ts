/**
 * Strongly connected components by Tarjan's algorithm ("Depth-First Search and Linear Graph Algorithms", 1972), with a
 * stack of its own: the chains of a long history are deeper than any call stack.
 */

import { at, type Graph } from './graph.js';

export interface Components {
  /** The component of each vertex. An edge never leads to a component of a higher number than where it starts. */
  readonly of: Int32Array;
  /** Those of at least two vertices: all that lie on some cycle. */
  readonly cyclic: readonly (readonly number[])[];
}

/** Follows only edges that have one of the kinds in `mask`. */
export function components(graph: Graph, mask: number): Components {
  const tarjan = new Tarjan(graph, mask);
  for (let v = 0; v < graph.size; v++) tarjan.visit(v);
  return tarjan;
}

class Tarjan implements Components {
  readonly of: Int32Array;
  readonly cyclic: number[][] = [];
  readonly #graph: Graph;
  readonly #mask: number;
  /** In which order vertices were reached, from 1; 0 for those that were not. */
  readonly #order: Int32Array;
  readonly #lowest: Int32Array;
  /** Where to go on among each vertex's edges. */
  readonly #cursor: Int32Array;
  readonly #path: number[] = [];
  readonly #open: number[] = [];
  #reached = 0;
  #count = 0;

  constructor(graph: Graph, mask: number) {
    this.#graph = graph;
    this.#mask = mask;
    this.of = new Int32Array(graph.size).fill(-1);
    this.#order = new Int32Array(graph.size);
    this.#lowest = new Int32Array(graph.size);
    this.#cursor = graph.offsets.slice();
  }

  visit(root: number): void {
    if (at(this.#order, root) > 0) return;
    this.#enter(root);
    for (let v = this.#path.at(-1); v !== undefined; v = this.#path.at(-1)) {
      const next = this.#advance(v);
      if (next === undefined) this.#leave(v);
      else this.#enter(next);
    }
  }

  #enter(v: number): void {
    this.#reached++;
    this.#order[v] = this.#reached;
    this.#lowest[v] = this.#reached;
    this.#path.push(v);
    this.#open.push(v);
  }

  /** The next vertex behind `v` that was not reached yet. */
  #advance(v: number): number | undefined {
    const end = at(this.#graph.offsets, v + 1);
    for (let e = at(this.#cursor, v); e < end; e++) {
      if ((at(this.#graph.kinds, e) & this.#mask) === 0) continue;
      const to = at(this.#graph.targets, e);
      if (at(this.#order, to) === 0) {
        this.#cursor[v] = e + 1;
        return to;
      }
      if (at(this.of, to) < 0) this.#lower(v, at(this.#order, to));
    }
    this.#cursor[v] = end;
    return undefined;
  }

  #leave(v: number): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (parent !== undefined) this.#lower(parent, at(this.#lowest, v));
    if (at(this.#lowest, v) !== at(this.#order, v)) return;
    const members = this.#open.splice(this.#open.lastIndexOf(v));
    for (const member of members) this.of[member] = this.#count;
    this.#count++;
    if (members.length > 1) this.cyclic.push(members.toSorted((a, b) => a - b));
  }

  #lower(v: number, order: number): void {
    if (order < at(this.#lowest, v)) this.#lowest[v] = order;
  }
}
