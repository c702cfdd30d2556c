/**
 * Finds one short cycle of each type in a strongly connected component.
 *
 * Which types exist is decided in linear time for all but cycles with exactly one rw edge; those take a search for each rw
 * edge, kept short by the order of the components that are left without rw edges. A budget bounds them all the same.
 */

import { existing } from '../../errors/existing.js';
import { components } from './components.js';
import { CYCLE_TYPES, type CycleType, typeOfCycle, withoutAdjacentRw } from './cycle-types.js';
import { at, EVERY_KIND, type Graph, kindsBetween, RW } from './graph.js';
import { implied } from './models.js';
import { type Budget, BudgetSpent, PathFinder } from './paths.js';

export interface FoundCycle {
  readonly type: string;
  /** In order; the first again at the end. */
  readonly vertices: readonly number[];
  /** Of the edge behind each vertex. */
  readonly labels: readonly number[];
}

export interface SearchResult {
  readonly cycles: readonly FoundCycle[];
  /** The types for which the budget did not suffice. */
  readonly gaveUp: readonly string[];
}

/** As many candidates are tried for the shortest of them. */
const CANDIDATES = 16;

/** `graph`: one component, each edge with its label as its only kind. */
export function searchCycles(graph: Graph, budget: Budget): SearchResult {
  const search = new CycleSearch(graph, budget);
  const present = graph.kinds.reduce((sum, kinds) => sum | kinds, 0);
  const cycles: FoundCycle[] = [];
  const gaveUp: string[] = [];
  let known = new Set<string>();
  for (const each of CYCLE_TYPES) {
    if (known.has(each.type) || (each.needs & ~present) !== 0) continue;
    try {
      const vertices = search.find(each);
      if (vertices === undefined) continue;
      const labels = vertices.slice(1).map((to, i) => kindsBetween(graph, existing(vertices[i]), to));
      cycles.push({ type: typeOfCycle(labels), vertices, labels });
      known = implied(cycles.map(({ type }) => type));
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      gaveUp.push(each.type);
    }
  }
  return { cycles, gaveUp };
}

type Path = readonly number[];

class CycleSearch {
  readonly #graph: Graph;
  readonly #paths: PathFinder;

  constructor(graph: Graph, budget: Budget) {
    this.#graph = graph;
    this.#paths = new PathFinder(graph, budget);
  }

  find({ shape, mask }: CycleType): Path | undefined {
    switch (shape) {
      case 'any':
        return this.#any(mask);
      case 'one rw':
        return this.#oneRw(mask & ~RW);
      case 'nonadjacent rw':
        return this.#nonadjacentRw(mask);
      case 'some rw':
        return this.#someRw(mask);
    }
  }

  #any(mask: number): Path | undefined {
    const { of, cyclic } = components(this.#graph, mask);
    const [smallest] = cyclic.toSorted((a, b) => a.length - b.length);
    return shortest(
      smallest ?? [],
      (v) => this.#paths.path(v, v, mask, 'free', (w) => of[w] === of[v]),
      CANDIDATES,
    );
  }

  /** The rest of the cycle leads from a component of the graph without rw edges to one of no higher number. */
  #oneRw(mask: number): Path | undefined {
    const { of } = components(this.#graph, mask);
    return this.#closing(
      (from, to) => at(of, to) >= at(of, from),
      (from, to) =>
        this.#paths.path(to, from, mask, 'free', (v) => at(of, v) <= at(of, to) && at(of, v) >= at(of, from)),
    );
  }

  #nonadjacentRw(mask: number): Path | undefined {
    const { of } = components(withoutAdjacentRw(this.#graph, mask), EVERY_KIND);
    return this.#closing(
      (from, to) => of[from * 2] === of[to * 2 + 1],
      (from, to) => this.#paths.path(to, from, mask, 'nonadjacent'),
    );
  }

  #someRw(mask: number): Path | undefined {
    const { of } = components(this.#graph, mask);
    return this.#closing(
      (from, to) => of[from] === of[to],
      (from, to) => this.#paths.path(to, from, mask, 'free', (v) => of[v] === of[from]),
    );
  }

  /** The shortest cycle of an rw edge that `candidate` accepts and the path that `back` finds from its end to its start. */
  #closing(
    candidate: (from: number, to: number) => boolean,
    back: (from: number, to: number) => Path | undefined,
  ): Path | undefined {
    return shortest(
      this.#rwEdges(candidate),
      ([from, to]) => {
        const path = back(from, to);
        return path && [from, ...path];
      },
      CANDIDATES,
    );
  }

  *#rwEdges(candidate: (from: number, to: number) => boolean): Iterable<readonly [number, number]> {
    const { offsets, targets, kinds, size } = this.#graph;
    for (let v = 0; v < size; v++) {
      for (let e = at(offsets, v); e < at(offsets, v + 1); e++) {
        const to = at(targets, e);
        if (at(kinds, e) === RW && candidate(v, to)) yield [v, to];
      }
    }
  }
}

/** Of the first few paths that are found the shortest; nothing is shorter than to another vertex and back. */
function shortest<T>(
  candidates: Iterable<T>,
  find: (candidate: T) => Path | undefined,
  tries: number,
): Path | undefined {
  let best: Path | undefined;
  let found = 0;
  for (const candidate of candidates) {
    const path = find(candidate);
    if (path === undefined) continue;
    found++;
    if (best === undefined || path.length < best.length) best = path;
    if (found === tries || best.length === 3) break;
  }
  return best;
}
