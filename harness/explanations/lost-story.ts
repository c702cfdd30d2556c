/**
 * Why a node does not show a value: which nodes had it, where it was sent, and the fate of those messages. Facts,
 * without words.
 */

import type { Fault } from '../faults/fault.js';
import { kindNamed } from '../faults/kinds/index.js';
import { isHit } from '../faults/reach.js';
import type { Operation } from '../operations/history.js';
import { damageOf, dropOf } from './fault-causes.js';
import { arrivedAt, type Arrival, type Carry, type Spread } from './spread.js';
import type { Absence, Send, Story } from './story.js';

/** The subject of the explanation: one value at one node. */
export interface Question {
  readonly spread: Spread;
  readonly node: string;
  /** The invocation of the read that did not show the value. */
  readonly read: Operation;
  readonly faults: readonly Fault[];
  /** The conclusion from the fact that no message to the node is seen to carry the value after this time. */
  readonly absenceSince: (time: number) => Absence;
}

export function lostStory(question: Question): Story {
  const { spread, node, read } = question;
  const { before, after } = deliveries(question);
  if (before !== undefined) return notShown(question, before, after);
  if (after !== undefined) return { kind: 'after-last-read', arrival: after, readAt: read.time };
  const sends = spread.to(node).map((carry) => sendOf(carry, question.faults));
  const last = sends.at(-1);
  // A client's own request is the only message that it sends.
  if (last !== undefined && spread.arrivals().length > 0) {
    const absence = recognised(
      sends.map(({ carry }) => carry),
      question.absenceSince(last.carry.sentAt + 1),
    );
    return { kind: 'not-delivered', sends, absence };
  }
  return notSent(question);
}

/**
 * The deliveries of the value to the node: the last before the read, undamaged if any was, and the first after it.
 */
export function deliveries({ spread, node, read }: Question): {
  readonly before: Arrival | undefined;
  readonly after: Arrival | undefined;
} {
  const all = spread
    .to(node)
    .flatMap((carry): Arrival[] => {
      const at = arrivedAt(carry);
      return at === undefined ? [] : [{ carry, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  // The order of events at one instant is not known.
  const before = all.filter(({ at }) => at < read.time);
  return {
    before: before.findLast(({ carry }) => carry.damage === undefined) ?? before.at(-1),
    after: all.find(({ at }) => at >= read.time),
  };
}

/** The node had it before the read, and did not show it. */
export function notShown(
  { node, read, faults }: Question,
  arrival: Arrival,
  again: Arrival | undefined,
): Story {
  const killedAt = deathOf(node, arrival.at, read.time, faults);
  return {
    kind: 'not-shown',
    arrival,
    readAt: read.time,
    killedAt,
    damage: damageOf(arrival, faults),
    again,
  };
}

export function sendOf(carry: Carry, faults: readonly Fault[]): Send {
  return { carry, drop: dropOf(carry, faults) };
}

function notSent(question: Question): Story {
  const { spread, node, read, faults, absenceSince } = question;
  const [source, ...others] = spread.arrivals();
  if (source === undefined) {
    if (spread.carries.length === 0) return { kind: 'no-request' };
    return { kind: 'request-not-delivered', sends: spread.carries.map((carry) => sendOf(carry, faults)) };
  }
  const sends = spread.from(source.carry.dest);
  const deaths = [source, ...others].flatMap(({ carry: { dest }, at }) => {
    const killedAt = deathOf(dest, at, read.time, faults);
    return killedAt === undefined ? [] : [{ node: dest, at: killedAt }];
  });
  return {
    kind: 'not-sent',
    source,
    targets: [...new Set(sends.map(({ dest }) => dest))].filter((dest) => dest !== node),
    others: others.map(({ carry }) => carry.dest),
    deaths,
    absence: recognised(sends, absenceSince(source.at)),
    sends,
  };
}

/** This value itself was recognised on its way, so its encoding is known. */
function recognised(carries: readonly Carry[], absence: Absence): Absence {
  return absence.kind === 'unproven' && carries.some(({ isGuess }) => !isGuess)
    ? { kind: 'readable' }
    : absence;
}

/** When the node was killed for the first time between the two. */
function deathOf(node: string, from: number, to: number, faults: readonly Fault[]): number | undefined {
  return faults.find(
    (each) =>
      kindNamed(each.kind).isDeadly === true &&
      isHit(each, node, each.since) &&
      each.since >= from &&
      each.since <= to,
  )?.since;
}
