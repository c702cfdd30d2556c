/**
 * Which faults dropped or delayed a message: only those in force on its own link, or at its own ends, at that time.
 */

import type { Fault } from '../faults/fault.js';
import { kindNamed } from '../faults/kinds/index.js';
import { hitsLink, hitsNode, isHit } from '../faults/reach.js';
import { MILLISECOND } from '../../node/index.js';
import type { TestOptions } from '../options/schema.js';
import type { Drop } from './story.js';
import { type Arrival, type Carry, CORRUPT, failureOf } from './spread.js';

export type UsualLatency = Pick<TestOptions, 'latency' | 'latency-dist'>;

/** Allowed beyond the latency of the network, for a busy machine. */
const SLACK = 2 * MILLISECOND;
/** Of an exponential distribution one message in twenty takes longer than this many means. */
const EXPONENTIAL_TAIL = 3;

export function dropOf(carry: Carry, faults: readonly Fault[]): Drop | undefined {
  const failure = failureOf(carry);
  return failure && { reason: failure.reason, fault: causeOf(carry, failure, faults) };
}

/** What damaged a message that arrived with the value all the same; undefined if nothing did. */
export function damageOf({ carry, at }: Arrival, faults: readonly Fault[]): Drop | undefined {
  if (carry.damage === undefined) return undefined;
  return { reason: CORRUPT, fault: causeOf(carry, { reason: CORRUPT, at }, faults) };
}

function causeOf(
  carry: Carry,
  { reason, at }: { readonly reason: string; readonly at: number },
  faults: readonly Fault[],
): Fault | undefined {
  return faults.find(
    (each) =>
      kindNamed(each.kind).drops?.reason === reason &&
      (hitsLink(each, carry, carry.sentAt) || isHit(each, carry.dest, at)),
  );
}

/** Faults that made the message slow, if it took longer than usual, and that kept its sender still before it. */
export function delaysOf(
  { carry, at }: Arrival,
  had: number | undefined,
  faults: readonly Fault[],
  usual: UsualLatency,
): readonly Fault[] {
  const longest = longestUsual(usual) + SLACK;
  const still = had === undefined || carry.sentAt - had <= longest ? [] : stillness(carry, had, faults);
  if (at - carry.sentAt <= longest) return still;
  return [
    ...still,
    ...faults.filter(
      (each) => kindNamed(each.kind).delays !== undefined && hitsLink(each, carry, carry.sentAt),
    ),
  ];
}

/** The sender was paused for at least half of the time in which it had the value. */
function stillness({ src, sentAt }: Carry, had: number, faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(
    (each) =>
      kindNamed(each.kind).isStandstill === true && hitsNode(each, src, had, sentAt) >= (sentAt - had) / 2,
  );
}

function longestUsual({ latency, 'latency-dist': distribution }: UsualLatency): number {
  const means = distribution === 'constant' ? 1 : distribution === 'uniform' ? 2 : EXPONENTIAL_TAIL;
  return latency * means * MILLISECOND;
}
