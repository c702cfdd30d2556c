/**
 * The kinds of cycles that are anomalies, and which graphs must have none for a model to hold (docs/transactions.md).
 *
 * An edge has one label here, the first of its kinds in an order that the caller gives: a pair of transactions that follow
 * each other in real time anyway is better explained by what one read of the other.
 */

import { at, EVERY_KIND, type Graph, GraphBuilder, PROCESS, REALTIME, RW, WR, WW } from './graph.js';

/** How many rw edges a cycle may have, and where. */
type CycleShape = 'any' | 'one rw' | 'nonadjacent rw' | 'some rw';

export interface CycleType {
  readonly type: string;
  /** The kinds of edges it may have. */
  readonly mask: number;
  readonly shape: CycleShape;
  /** A kind that it has and its relative without suffix has not. */
  readonly needs: number;
}

const BASE = [
  { type: 'G0', mask: WW, shape: 'any' },
  { type: 'G1c', mask: WW | WR, shape: 'any' },
  { type: 'G-single-item', mask: WW | WR | RW, shape: 'one rw' },
  { type: 'G-nonadjacent-item', mask: WW | WR | RW, shape: 'nonadjacent rw' },
  { type: 'G2-item', mask: WW | WR | RW, shape: 'some rw' },
] as const;

const VARIANTS = [
  { suffix: '', adds: 0, needs: 0 },
  { suffix: '-process', adds: PROCESS, needs: PROCESS },
  { suffix: '-realtime', adds: PROCESS | REALTIME, needs: REALTIME },
] as const;

/** In the order in which they are looked for: one that was found saves looking for those it implies. */
export const CYCLE_TYPES: readonly CycleType[] = VARIANTS.flatMap(({ suffix, adds, needs }) =>
  BASE.map(({ type, mask, shape }) => ({ type: `${type}${suffix}`, mask: mask | adds, shape, needs })),
);

/** The name of a cycle with these labels, one for each edge in turn. */
export function typeOfCycle(labels: readonly number[]): string {
  const all = labels.reduce((sum, label) => sum | label, 0);
  const rw = labels.filter((label) => label === RW).length;
  let base = (all & WR) === 0 ? 'G0' : 'G1c';
  if (rw === 1) base = 'G-single-item';
  else if (rw > 1) {
    const adjacent = labels.some((label, i) => label === RW && labels.at(i - 1) === RW);
    base = adjacent ? 'G2-item' : 'G-nonadjacent-item';
  }
  if ((all & REALTIME) !== 0) return `${base}-realtime`;
  return (all & PROCESS) !== 0 ? `${base}-process` : base;
}

/** For all 32 sets of kinds the first in `priority` that is among them. */
export function labelTable(priority: readonly number[]): Uint8Array {
  return Uint8Array.from(
    { length: EVERY_KIND + 1 },
    (_, kinds) => priority.find((kind) => (kinds & kind) !== 0) ?? 0,
  );
}

/** A graph that a model allows no cycle in, whatever its edges would be called. */
export interface AcyclicGraph {
  readonly type: string;
  readonly model: string;
  readonly mask: number;
  /** Cycles count only where no two rw edges follow each other. */
  readonly nonadjacent?: true;
}

/** From weak to strong. */
export const ACYCLIC_GRAPHS: readonly AcyclicGraph[] = [
  { type: 'PL-1-cycle-exists', model: 'read-uncommitted', mask: WW },
  { type: 'PL-2-cycle-exists', model: 'read-committed', mask: WW | WR },
  { type: 'PL-SI-cycle-exists', model: 'snapshot-isolation', mask: WW | WR | RW, nonadjacent: true },
  { type: 'PL-2.99-cycle-exists', model: 'repeatable-read', mask: WW | WR | RW },
  ...strong('strong-session', PROCESS, 'strong-session-PL-3'),
  ...strong('strong', PROCESS | REALTIME, 'PL-SS'),
];

function strong(prefix: string, adds: number, strongest: string): AcyclicGraph[] {
  return [
    { type: `${prefix}-PL-1-cycle-exists`, model: `${prefix}-read-uncommitted`, mask: WW | adds },
    { type: `${prefix}-PL-2-cycle-exists`, model: `${prefix}-read-committed`, mask: WW | WR | adds },
    {
      type: `${prefix}-PL-SI-cycle-exists`,
      model: `${prefix}-snapshot-isolation`,
      mask: WW | WR | RW | adds,
      nonadjacent: true,
    },
    { type: `${strongest}-cycle-exists`, model: `${prefix}-serializable`, mask: WW | WR | RW | adds },
  ];
}

/**
 * Each vertex twice: 2v is v reached by any edge but rw, 2v + 1 is v reached by rw, from where no rw edge leads on. Its
 * cycles are those walks in which no two rw edges follow each other.
 */
export function withoutAdjacentRw(graph: Graph, mask: number): Graph {
  const builder = new GraphBuilder(graph.size * 2);
  for (let v = 0; v < graph.size; v++) {
    for (let e = at(graph.offsets, v); e < at(graph.offsets, v + 1); e++) {
      const kinds = at(graph.kinds, e) & mask;
      const to = at(graph.targets, e);
      if ((kinds & RW) !== 0) builder.add(v * 2, to * 2 + 1, RW);
      if ((kinds & ~RW) !== 0) {
        builder.add(v * 2, to * 2, kinds & ~RW);
        builder.add(v * 2 + 1, to * 2, kinds & ~RW);
      }
    }
  }
  return builder.build();
}
