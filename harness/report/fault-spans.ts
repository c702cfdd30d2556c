/** The faults of a run for the bands of its diagrams. */

import { SECOND } from '../../node/index.js';
import type { Fault } from '../faults/fault.js';
import { kindNamed } from '../faults/kinds/index.js';
import type { Endpoint, FaultSpan } from './report-data.js';

/** A fault that was not ended lasts until `end`. All times are nanoseconds. */
export function faultSpans(
  faults: readonly Fault[],
  endpoints: readonly Endpoint[],
  end: number,
): readonly FaultSpan[] {
  return faults.map((fault) => {
    const { kind, from, to, nodes = [], wentOn } = fault;
    const { describe, drops } = kindNamed(kind);
    return {
      fault: kind,
      text: describe(fault),
      from: from * SECOND,
      to: to === undefined ? end : to * SECOND,
      ...(drops !== undefined && { drops: drops.reason }),
      // Nodes that are hit themselves, not only their messages.
      ...(wentOn !== undefined && {
        hits: endpoints.flatMap(({ name }, i) => (nodes.includes(name) ? [i] : [])),
      }),
    };
  });
}
