/**
 * Dependency graphs: which transaction must come before which, and why. Compact, since a run of 100,000 transactions has
 * about a million edges: three integers for each while they are collected, two and a byte afterwards.
 */

import { existing } from '../../errors/existing.js';

/** Kinds of dependency, as bits. An edge may have several. */
export const WW = 1;
export const WR = 2;
export const RW = 4;
export const PROCESS = 8;
export const REALTIME = 16;
export const EVERY_KIND = WW | WR | RW | PROCESS | REALTIME;

export const KIND_NAMES = ['ww', 'wr', 'rw', 'process', 'realtime'] as const;
export type KindName = (typeof KIND_NAMES)[number];

export const KIND_BITS: Readonly<Record<KindName, number>> = {
  ww: WW,
  wr: WR,
  rw: RW,
  process: PROCESS,
  realtime: REALTIME,
};

/** The edges of vertex v are those from `offsets[v]` to before `offsets[v + 1]`; no two have the same ends. */
export interface Graph {
  readonly size: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** All the kinds of each edge. */
  readonly kinds: Uint8Array;
}

/** Collects edges in any order, any number of times. */
export class GraphBuilder {
  readonly #size: number;
  #from = new Int32Array(1024);
  #to = new Int32Array(1024);
  #kind = new Uint8Array(1024);
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** No vertex depends on itself: such an edge is left out. */
  add(from: number, to: number, kind: number): void {
    if (from === to) return;
    if (this.#count === this.#from.length) this.#grow();
    this.#from[this.#count] = from;
    this.#to[this.#count] = to;
    this.#kind[this.#count] = kind;
    this.#count++;
  }

  build(): Graph {
    const { targets, kinds, starts } = this.#sorted();
    const offsets = new Int32Array(this.#size + 1);
    // Where in its row a target already stands.
    const place = new Int32Array(this.#size).fill(-1);
    let end = 0;
    for (let v = 0; v < this.#size; v++) {
      const begin = end;
      offsets[v] = begin;
      for (let i = at(starts, v); i < at(starts, v + 1); i++) {
        const to = at(targets, i);
        const known = at(place, to);
        if (known >= begin) {
          kinds[known] = at(kinds, known) | at(kinds, i);
          continue;
        }
        place[to] = end;
        targets[end] = to;
        kinds[end] = at(kinds, i);
        end++;
      }
    }
    offsets[this.#size] = end;
    return { size: this.#size, offsets, targets: targets.slice(0, end), kinds: kinds.slice(0, end) };
  }

  /** Row by row, by counting; within a row in the order of adding. */
  #sorted(): { targets: Int32Array; kinds: Uint8Array; starts: Int32Array } {
    const starts = new Int32Array(this.#size + 1);
    for (let i = 0; i < this.#count; i++)
      starts[at(this.#from, i) + 1] = at(starts, at(this.#from, i) + 1) + 1;
    for (let v = 0; v < this.#size; v++) starts[v + 1] = at(starts, v) + at(starts, v + 1);
    const next = starts.slice();
    const targets = new Int32Array(this.#count);
    const kinds = new Uint8Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      const from = at(this.#from, i);
      const position = at(next, from);
      targets[position] = at(this.#to, i);
      kinds[position] = at(this.#kind, i);
      next[from] = position + 1;
    }
    return { targets, kinds, starts };
  }

  #grow(): void {
    const length = this.#count * 2;
    const [from, to, kind] = [new Int32Array(length), new Int32Array(length), new Uint8Array(length)];
    from.set(this.#from);
    to.set(this.#to);
    kind.set(this.#kind);
    [this.#from, this.#to, this.#kind] = [from, to, kind];
  }
}

/** The element of an array that is known to be long enough. */
export function at(array: Int32Array | Uint8Array, i: number): number {
  return existing(array[i]);
}

/** The same graph with every edge's kinds replaced. */
export function mapKinds(graph: Graph, map: Uint8Array): Graph {
  return { ...graph, kinds: graph.kinds.map((kinds) => at(map, kinds)) };
}

/** What lies between these vertices alone; vertex i of it is `vertices[i]`. */
export function induced(graph: Graph, vertices: readonly number[], numbers: Int32Array): Graph {
  for (const [i, v] of vertices.entries()) numbers[v] = i + 1;
  const builder = new GraphBuilder(vertices.length);
  for (const [i, v] of vertices.entries()) {
    for (let e = at(graph.offsets, v); e < at(graph.offsets, v + 1); e++) {
      const to = at(numbers, at(graph.targets, e));
      if (to > 0) builder.add(i, to - 1, at(graph.kinds, e));
    }
  }
  for (const v of vertices) numbers[v] = 0;
  return builder.build();
}

/** The kinds of the edge between two vertices; 0 where there is none. */
export function kindsBetween(graph: Graph, from: number, to: number): number {
  for (let e = at(graph.offsets, from); e < at(graph.offsets, from + 1); e++) {
    if (at(graph.targets, e) === to) return at(graph.kinds, e);
  }
  return 0;
}
