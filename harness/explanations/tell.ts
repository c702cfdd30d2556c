/** One value's fate at one node in one line: who had it, where it was sent, what became of that, what never happened. */

import { isClientId, MILLISECOND, SECOND } from '../../node/index.js';
import type { Fault } from '../faults.js';
import type { Operation } from '../history.js';
import { type Carry, isDelivered, type Spread } from './spread.js';
import { at, dropText, faultAt, faultText, hits, link } from './words.js';

/** What is to be told. */
export interface Fate {
  readonly spread: Spread;
  readonly node: string;
  /** The read, or its invocation, that did not show the value. */
  readonly read: Operation;
  readonly faults: readonly Fault[];
}

export interface Told {
  readonly text: string;
  readonly carries: readonly Carry[];
}

const HOPS_SHOWN = 2;
const NODES_SHOWN = 4;

/** Why the value is not there. */
export function tellLost(fate: Fate): Told {
  const { spread, node, faults } = fate;
  const arrival = spread.arrival(node);
  if (arrival !== undefined) return tellForgotten(fate, arrival);
  const sends = spread.to(node);
  const last = sends.at(-1);
  if (last === undefined) return tellNeverSent(fate);
  if (last.dropped === undefined) {
    return {
      text: `${link(last)} sent at ${at(last.sentAt)}, never arrived: under way to the end`,
      carries: sends,
    };
  }
  const first = sends[0] ?? last;
  const times =
    sends.length === 1 ? '' : `${sends.length} times, first ${link(first)} at ${at(first.sentAt)}, last `;
  const sent = sends.length === 1 ? `${link(last)} sent at` : `sent ${times}${link(last)} at`;
  const reasons = new Set(sends.map((carry) => dropText(carry, faults)));
  const dropped =
    reasons.size === 1 || sends.length === 1
      ? `${sends.length > 1 ? 'each ' : ''}${dropText(last, faults)}`
      : `the first ${dropText(first, faults)}, the last ${dropText(last, faults)}`;
  return { text: `${sent} ${at(last.sentAt)}, ${dropped}, never sent again`, carries: sends };
}

/** The node had it, and showed it no more (or never). */
function tellForgotten(fate: Fate, arrival: Carry): Told {
  const { node, read } = fate;
  const got = isClientId(arrival.src) ? `took it from ${arrival.src}` : `got it from ${arrival.src}`;
  const since = arrival.endedAt ?? arrival.sentAt;
  const dead = killedAfter(fate, arrival);
  return {
    text: `${node} ${got} at ${at(since)}${dead === undefined ? '' : `, ${dead}`}, and does not show it at ${at(read.time)}: it was lost inside the node`,
    carries: [arrival],
  };
}

/** That a node was killed after it got the value and before the read: `was killed at 5.00 s`. */
function killedAfter({ read, faults }: Fate, { dest, endedAt = 0 }: Carry): string | undefined {
  const killed = faults.find(
    ({ fault, text, from }) =>
      fault === 'kill' &&
      hits(text, dest) &&
      from * SECOND >= endedAt - MILLISECOND &&
      from * SECOND <= read.time,
  );
  return killed === undefined ? undefined : `was killed at ${killed.from.toFixed(2)} s`;
}

function tellNeverSent(fate: Fate): Told {
  const { spread, node } = fate;
  const [source, ...others] = spread.holders();
  if (source === undefined) {
    const tried = spread.carries[0];
    const text =
      tried === undefined
        ? 'no message that carries it was ever sent'
        : `${link(tried)} sent at ${at(tried.sentAt)} did not arrive, so no node ever had it`;
    return { text, carries: spread.carries };
  }
  const targets = [...new Set(spread.from(source.dest).map(({ dest }) => dest))];
  const sent = targets.length === 0 ? 'nobody' : `only ${listed(targets)}`;
  const more =
    others.length === 0
      ? ''
      : `; ${others.length === 1 ? `${others[0]?.dest} had it too and did not` : `${others.length} other nodes had it and none did`} send it to ${node}`;
  const deaths = [source, ...others].slice(0, NODES_SHOWN).flatMap((holder) => {
    const killed = killedAfter(fate, holder);
    return killed === undefined ? [] : [`${holder.dest} ${killed}`];
  });
  return {
    text: `${source.dest} had it at ${at(source.endedAt ?? 0)} and sent it to ${sent}, never to ${node}${more}${deaths.map((death) => `; ${death}`).join('')}`,
    carries: [source, ...spread.from(source.dest)],
  };
}

/** Why the value came late: the way that it took, and what went wrong on it. */
export function tellLate(fate: Fate): Told {
  const { spread, node, read, faults } = fate;
  const arrival = spread.arrival(node);
  if (arrival === undefined) return tellLost(fate);
  if ((arrival.endedAt ?? 0) <= read.time) {
    return {
      text: `${node} had it from ${at(arrival.endedAt ?? 0)}, yet did not show it at ${at(read.time)}`,
      carries: [arrival],
    };
  }
  const hops = spread.path(node).filter(({ src }) => !isClientId(src));
  const told = hops.slice(-HOPS_SHOWN).map((hop) => tellHop(hop, fate));
  const omitted = hops.length - told.length;
  const paused = faultAt(faults, 'pause', arrival.endedAt ?? 0, node);
  return {
    text:
      (omitted > 0 ? `after ${omitted} earlier ${omitted === 1 ? 'hop' : 'hops'}, ` : '') +
      told.map(({ text }) => text).join('; ') +
      (paused === undefined ? '' : `; ${faultText(paused)}`),
    carries: told.flatMap(({ carries }) => carries),
  };
}

/** A message that arrived, after those of the same destination that did not. */
function tellHop(hop: Carry, { spread, faults }: Fate): Told {
  const failed = spread
    .to(hop.dest)
    .filter((carry) => !isDelivered(carry) && carry.sentAt <= hop.sentAt && carry !== hop);
  const [first] = failed;
  const arrived = `arrived at ${at(hop.endedAt ?? 0)}`;
  if (first === undefined) {
    const had = spread.arrival(hop.src);
    const since = had?.endedAt === undefined ? '' : `${hop.src} had it at ${at(had.endedAt)}, `;
    return { text: `${since}${link(hop)} sent at ${at(hop.sentAt)}, ${arrived}`, carries: [hop] };
  }
  const times = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  const again = hop.src === first.src ? 'sent again' : `sent by ${hop.src}`;
  return {
    text: `${link(first)} sent at ${at(first.sentAt)}, ${dropText(first, faults)}${times}, ${again} at ${at(hop.sentAt)}, ${arrived}`,
    carries: [...failed, hop],
  };
}

function listed(nodes: readonly string[]): string {
  const shown = nodes.slice(0, NODES_SHOWN).join(', ');
  return nodes.length > NODES_SHOWN ? `${shown} and ${nodes.length - NODES_SHOWN} more` : shown;
}
