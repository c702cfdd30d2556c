/**
 * The cycles of a dependency graph as anomalies: at most one of each type for each strongly connected component, as
 * evidence and not as an inventory.
 */

import { existing } from '../../errors/existing.js';
import { components } from './components.js';
import { type FoundCycle, searchCycles } from './cycle-search.js';
import { ACYCLIC_GRAPHS, type AcyclicGraph, labelTable, withoutAdjacentRw } from './cycle-types.js';
import { EVERY_KIND, type Graph, induced, KIND_BITS, mapKinds, PROCESS, REALTIME } from './graph.js';
import { ruledOut } from './models.js';
import type { Budget } from './paths.js';

/** A graph that a model allows no cycle in has one. */
interface ExistingCycle {
  readonly type: string;
  /** The model that does not hold. */
  readonly not: string;
  readonly subgraph: readonly string[];
  /** The vertices of a component of it. */
  readonly vertices: readonly number[];
}

/** A search that was given up. */
interface AbandonedSearch {
  readonly type: string;
  readonly size: number;
  readonly gaveUp: readonly string[];
}

export interface CycleAnomalies {
  readonly cycles: readonly FoundCycle[];
  readonly existing: readonly ExistingCycle[];
  readonly abandoned: readonly AbandonedSearch[];
}

/** Edges that all searches together may look at: a second or two, and far more than a history needs that is near valid. */
const BUDGET = 100_000_000;

/** `priority`: which kind is an edge's label where it has several; processes and real time come last. */
export function cycleAnomalies(
  graph: Graph,
  priority: readonly number[],
  budget: Budget = { left: BUDGET },
): CycleAnomalies {
  const labels = labelTable([...priority, PROCESS, REALTIME]);
  const numbers = new Int32Array(graph.size);
  const cycles: FoundCycle[] = [];
  const unnamed: ExistingCycle[] = [];
  const abandoned: AbandonedSearch[] = [];
  for (const members of components(graph, EVERY_KIND).cyclic) {
    const component = induced(graph, members, numbers);
    const found = searchCycles(mapKinds(component, labels), budget);
    const outer = (vertices: readonly number[]): number[] => vertices.map((v) => existing(members[v]));
    cycles.push(...found.cycles.map((cycle) => ({ ...cycle, vertices: outer(cycle.vertices) })));
    unnamed.push(...existingCycles(component).map((each) => ({ ...each, vertices: outer(each.vertices) })));
    abandoned.push(...found.gaveUp.map((type) => ({ type, size: members.length, gaveUp: found.gaveUp })));
  }
  return { cycles, existing: unnamed, abandoned };
}

/** The weakest models that this component disproves; what those imply is left out. */
function existingCycles(component: Graph): ExistingCycle[] {
  const found: ExistingCycle[] = [];
  for (const acyclic of ACYCLIC_GRAPHS) {
    const { not, alsoNot } = ruledOut(found.map(({ type }) => type));
    if (not.includes(acyclic.model) || alsoNot.includes(acyclic.model)) continue;
    const vertices = someCycle(component, acyclic);
    if (vertices === undefined) continue;
    const subgraph = Object.entries(KIND_BITS).flatMap(([name, bit]) =>
      (acyclic.mask & bit) === 0 ? [] : [name],
    );
    found.push({ type: acyclic.type, not: acyclic.model, subgraph, vertices });
  }
  return found;
}

/** The vertices of the first component of that graph. */
function someCycle(graph: Graph, { mask, nonadjacent }: AcyclicGraph): readonly number[] | undefined {
  if (nonadjacent === undefined) return components(graph, mask).cyclic[0];
  const doubled = components(withoutAdjacentRw(graph, mask), EVERY_KIND).cyclic[0];
  return doubled && [...new Set(doubled.map((state) => state >> 1))];
}
