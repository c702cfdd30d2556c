/** Why a value came late: its path, and the faults on it. Facts, without words. */

import { isClientId } from '../../node/index.js';
import { delaysOf, type UsualLatency } from './fault-causes.js';
import { type Arrival, failureOf } from './spread.js';
import type { Hop, Story } from './story.js';
import { deliveries, lostStory, notShown, type Question, sendOf } from './lost-story.js';

const HOPS_SHOWN = 2;

export function lateStory(question: Question, usual: UsualLatency): Story {
  const { before, after } = deliveries(question);
  if (before !== undefined) return notShown(question, before, after);
  return after === undefined ? lostStory(question) : way(question, after, usual);
}

function way(question: Question, after: Arrival, usual: UsualLatency): Story {
  const { spread, node } = question;
  const hops = spread.path(node).filter(({ carry }) => !isClientId(carry.src));
  // The client itself brought it, after the read.
  if (hops.length === 0) return { kind: 'way', hops: [hopOf(after, question, usual)], omitted: 0 };
  const shown = hops.slice(-HOPS_SHOWN).map((hop) => hopOf(hop, question, usual));
  return { kind: 'way', hops: shown, omitted: hops.length - shown.length };
}

/** A message that arrived, after earlier ones to the same node were dropped. */
function hopOf(arrival: Arrival, { spread, faults }: Question, usual: UsualLatency): Hop {
  const { carry } = arrival;
  const failed = spread
    .to(carry.dest)
    .filter((each) => each.sentAt <= carry.sentAt && failureOf(each) !== undefined)
    .map((each) => sendOf(each, faults));
  const had = spread.arrival(carry.src)?.at;
  return { arrival, had, failed, causes: delaysOf(arrival, had, faults, usual) };
}
