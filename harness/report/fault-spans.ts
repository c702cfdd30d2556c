/** The faults of a run for the bands of its diagrams. */

import { SECOND } from '../../node/index.js';
import type { Fault } from '../faults/faults.js';
import type { Endpoint, FaultSpan } from './report-data.js';

const OF_NODES: ReadonlySet<string> = new Set(['kill', 'pause']);

/** A fault that nothing ended lasts until `end`, nanoseconds as all times. */
export function faultSpans(
  faults: readonly Fault[],
  endpoints: readonly Endpoint[],
  end: number,
): readonly FaultSpan[] {
  return faults.map(({ fault, text, from, to }) => {
    const span = { fault, text, from: from * SECOND, to: to === undefined ? end : to * SECOND };
    if (!OF_NODES.has(fault)) return span;
    const names = new Set(text.split(/[\s:]+/));
    return { ...span, hits: endpoints.flatMap(({ name }, i) => (names.has(name) ? [i] : [])) };
  });
}
