/** Which faults dropped a message or held it up: only what was in force on its own link, or at its own ends, at that time. */

import { hitsLink, hitsNode, isHit, type ReachingFault } from '../faults/reach.js';
import { MILLISECOND } from '../../node/index.js';
import type { TestOptions } from '../options/schema.js';
import type { Drop } from './story.js';
import { type Arrival, type Carry } from './spread.js';

export type UsualLatency = Pick<TestOptions, 'latency' | 'latency-dist'>;

/** Beyond what the network takes: what a machine may be busy. */
const SLACK = 2 * MILLISECOND;
/** What holds up messages: faults of the network that make each of them slow, or some. */
const SLOWING: ReadonlySet<string> = new Set(['slow', 'latency', 'reorder']);
/** Of an exponential distribution one message in twenty takes longer than this many means. */
const EXPONENTIAL_TAIL = 3;

export function dropOf(carry: Carry, faults: readonly ReachingFault[]): Drop | undefined {
  const { outcome } = carry.fate;
  if (outcome.kind !== 'dropped') return undefined;
  const { reason, at } = outcome;
  const fault = faults.find((each) => {
    switch (reason) {
      case 'partition':
      case 'loss':
        return each.fault === reason && hitsLink(each, carry, carry.sentAt);
      case 'dead':
        return each.fault === 'kill' && isHit(each, carry.dest, at);
      default:
        return false;
    }
  });
  return { reason, fault };
}

/** Faults that made the message slow, if it took longer than usual, and that kept its sender still before it. */
export function delaysOf(
  { carry, at }: Arrival,
  had: number | undefined,
  faults: readonly ReachingFault[],
  usual: UsualLatency,
): readonly ReachingFault[] {
  const longest = longestUsual(usual) + SLACK;
  const still = had === undefined || carry.sentAt - had <= longest ? [] : stillness(carry, had, faults);
  if (at - carry.sentAt <= longest) return still;
  return [
    ...still,
    ...faults.filter((each) => SLOWING.has(each.fault) && hitsLink(each, carry, carry.sentAt)),
  ];
}

/** For at least half of the time in which the sender had the value it stood still. */
function stillness(
  { src, sentAt }: Carry,
  had: number,
  faults: readonly ReachingFault[],
): readonly ReachingFault[] {
  return faults.filter(
    (each) => each.fault === 'pause' && hitsNode(each, src, had, sentAt) >= (sentAt - had) / 2,
  );
}

function longestUsual({ latency, 'latency-dist': distribution }: UsualLatency): number {
  const means = distribution === 'constant' ? 1 : distribution === 'uniform' ? 2 : EXPONENTIAL_TAIL;
  return latency * means * MILLISECOND;
}
