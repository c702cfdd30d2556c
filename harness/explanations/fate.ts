/** What is to be told of one value at one node, and what has been told. */

import type { Fault } from '../faults.js';
import type { Operation } from '../history.js';
import { MILLISECOND, SECOND } from '../../node/index.js';
import { type Carry, isDelivered, type Spread } from './spread.js';
import { hits } from './words.js';

export interface Fate {
  readonly spread: Spread;
  readonly node: string;
  /** The invocation of the read that did not show the value. */
  readonly read: Operation;
  readonly faults: readonly Fault[];
}

export interface Told {
  readonly text: string;
  readonly carries: readonly Carry[];
}

/** What brought the value to the node: the last before the read, and the first after it. */
export function deliveries({ spread, node, read }: Fate): {
  readonly before: Carry | undefined;
  readonly after: Carry | undefined;
} {
  const all = spread
    .to(node)
    .filter(isDelivered)
    .toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  return {
    before: all.findLast(({ endedAt = Infinity }) => endedAt <= read.time),
    after: all.find(({ endedAt = Infinity }) => endedAt > read.time),
  };
}

/** That a node was killed after it got the value and before the read: `was killed at 5.00 s`. */
export function killedAfter({ read, faults }: Fate, { dest, endedAt = 0 }: Carry): string | undefined {
  const killed = faults.find(
    ({ fault, text, from }) =>
      fault === 'kill' &&
      hits(text, dest) &&
      from * SECOND >= endedAt - MILLISECOND &&
      from * SECOND <= read.time,
  );
  return killed === undefined ? undefined : `was killed at ${killed.from.toFixed(2)} s`;
}
