/**
 * The Pareto front of points with two costs: those that no other beats in both, and the one among them at which the
 * curve bends.
 */

export interface Costs {
  readonly x: number;
  readonly y: number;
}

/**
 * The points that no other dominates (as good in both costs, better in one), by rising x. Equal ones all stay; points
 * without a number are never among them.
 */
export function paretoFront<T extends Costs>(points: readonly T[]): T[] {
  const sorted = points
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .toSorted((a, b) => a.x - b.x || a.y - b.y);
  const front: T[] = [];
  for (const point of sorted) {
    const last = front.at(-1);
    if (last === undefined || point.y < last.y || (point.y === last.y && point.x === last.x))
      front.push(point);
  }
  return front;
}

/**
 * A front's points, the most balanced first: by how far they lie below the line between its ends, both costs as
 * logarithms scaled to 0..1 (the knee of Das 1999, in the form of Satopää et al. 2011). Logarithms, because a tenth
 * less is a tenth less at either end.
 */
export function byBend<T extends Costs>(front: readonly T[]): T[] {
  const x = scale(front.map((point) => point.x));
  const y = scale(front.map((point) => point.y));
  const depth = new Map(front.map((point) => [point, 1 - x(point.x) - y(point.y)]));
  return front.toSorted((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0));
}

/** Zero has no logarithm; costs below this count as equal to it. */
const LEAST = 1e-3;

function scale(values: readonly number[]): (value: number) => number {
  const logarithm = (value: number): number => Math.log(Math.max(value, LEAST));
  const low = logarithm(Math.min(...values));
  const high = logarithm(Math.max(...values));
  return (value) => (high === low ? 0 : (logarithm(value) - low) / (high - low));
}
