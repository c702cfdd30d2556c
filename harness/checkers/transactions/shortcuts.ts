/**
 * Makes a cycle shorter to read. The graph has only those real-time edges that do not follow from others, so what spans a
 * whole run comes out as a chain of many transactions, each just after the one before. One edge says the same.
 */

import { existing } from '../../errors/existing.js';
import type { FoundCycle } from './cycle-search.js';
import { typeOfCycle } from './cycle-types.js';
import { REALTIME } from './graph.js';

/** Ways round that are tried: enough for any cycle that somebody would read. */
const ATTEMPTS = 10_000;

/**
 * Replaces stretches of a cycle by one real-time edge as long as it stays a cycle of its type. `precedes` tells whether a
 * vertex completed before another began.
 */
export function takeShortcuts(
  cycle: FoundCycle,
  precedes: (from: number, to: number) => boolean,
): FoundCycle {
  if (!cycle.labels.includes(REALTIME)) return cycle;
  let { vertices, labels } = cycle;
  let attempts = ATTEMPTS;
  for (let i = 0; i < labels.length; i++) {
    for (let j = labels.length; j > i + 1 && attempts > 0; j--, attempts--) {
      if (!precedes(existing(vertices[i]), existing(vertices[j]))) continue;
      const shorter = [...labels.slice(0, i), REALTIME, ...labels.slice(j)];
      if (typeOfCycle(shorter) !== cycle.type) continue;
      labels = shorter;
      vertices = [...vertices.slice(0, i + 1), ...vertices.slice(j)];
      break;
    }
  }
  return { ...cycle, vertices, labels };
}
