/** Why a value came late, in one line: the way that it took, and which faults were on it. */

import { isClientId } from '../../node/index.js';
import { deliveries, type Fate, killedAfter, type Told } from './fate.js';
import { type Carry, isDelivered } from './spread.js';
import { gotIt, tellLost } from './tell-lost.js';
import { at, dropText, faultIn, faultText, link } from './words.js';

const HOPS_SHOWN = 2;

export function tellLate(fate: Fate): Told {
  const { before, after } = deliveries(fate);
  if (before !== undefined) return tellNotShown(fate, before, after);
  return after === undefined ? tellLost(fate) : tellWay(fate);
}

/** It was there before the read: the node had it and did not show it, or lost it and got it again. */
function tellNotShown(fate: Fate, before: Carry, after: Carry | undefined): Told {
  const { node, read } = fate;
  const dead = killedAfter(fate, before);
  const again = after === undefined ? '' : `; it ${gotIt(after)} again`;
  return {
    text: `${node} had it from ${at(before.endedAt ?? 0)}${dead === undefined ? '' : `, ${dead}`}, yet did not show it at ${at(read.time)}${again}`,
    carries: after === undefined ? [before] : [before, after],
  };
}

function tellWay(fate: Fate): Told {
  const hops = fate.spread.path(fate.node).filter(({ src }) => !isClientId(src));
  const told = hops.slice(-HOPS_SHOWN).map((hop) => tellHop(hop, fate));
  const omitted = hops.length - told.length;
  return {
    text:
      (omitted > 0 ? `after ${omitted} earlier ${omitted === 1 ? 'hop' : 'hops'}, ` : '') +
      told.map(({ text }) => text).join('; '),
    carries: told.flatMap(({ carries }) => carries),
  };
}

/** A message that arrived, after those of the same destination that did not. */
function tellHop(hop: Carry, { spread, faults }: Fate): Told {
  const failed = spread
    .to(hop.dest)
    .filter((carry) => !isDelivered(carry) && carry.sentAt <= hop.sentAt && carry !== hop);
  const had = spread.arrival(hop.src)?.endedAt;
  const { sentAt, endedAt = sentAt } = hop;
  // What can have held it up: its sender or receiver stood still, or its way was slow.
  const causes = [
    ...(had === undefined ? [] : [faultIn(faults, 'pause', had, sentAt, hop.src)]),
    faultIn(faults, 'pause', sentAt, endedAt, hop.dest),
    faultIn(faults, 'slow', sentAt, endedAt),
    faultIn(faults, 'latency', sentAt, endedAt),
    faultIn(faults, 'reorder', sentAt, endedAt),
  ].flatMap((fault) => (fault === undefined ? [] : [faultText(fault)]));
  const end = `arrived at ${at(endedAt)}${causes.length === 0 ? '' : ` (${[...new Set(causes)].join(', ')})`}`;
  const [first] = failed;
  if (first === undefined) {
    const since = had === undefined ? '' : `${hop.src} had it at ${at(had)}, `;
    return { text: `${since}${link(hop)} sent at ${at(sentAt)}, ${end}`, carries: [hop] };
  }
  const times = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  const again = hop.src === first.src ? 'sent again' : `sent by ${hop.src}`;
  return {
    text: `${link(first)} sent at ${at(first.sentAt)}, ${dropText(first, faults)}${times}, ${again} at ${at(sentAt)}, ${end}`,
    carries: [...failed, hop],
  };
}
