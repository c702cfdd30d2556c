/** Why a value is not there, in one line: who had it, where it was sent, what became of that, what never happened. */

import { isClientId } from '../../node/index.js';
import { deliveries, type Fate, killedAfter, type Told } from './fate.js';
import type { Carry } from './spread.js';
import { at, dropText, link } from './words.js';

const NODES_SHOWN = 4;

export function tellLost(fate: Fate): Told {
  const { spread, node, faults } = fate;
  const { before, after } = deliveries(fate);
  if (before !== undefined) return tellForgotten(fate, before);
  if (after !== undefined) return tellTooLate(fate, after);
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
    reasons.size === 1
      ? `${sends.length > 1 ? 'each ' : ''}${dropText(last, faults)}`
      : `the first ${dropText(first, faults)}, the last ${dropText(last, faults)}`;
  return { text: `${sent} ${at(last.sentAt)}, ${dropped}, never sent again`, carries: sends };
}

/** The node had it, and showed it no more (or never). */
function tellForgotten(fate: Fate, arrival: Carry): Told {
  const { node, read } = fate;
  const dead = killedAfter(fate, arrival);
  return {
    text: `${node} ${gotIt(arrival)}${dead === undefined ? '' : `, ${dead}`}, and does not show it at ${at(read.time)}: it was lost inside the node`,
    carries: [arrival],
  };
}

function tellTooLate({ node, read }: Fate, arrival: Carry): Told {
  return {
    text: `${node} ${gotIt(arrival)}, after its last read at ${at(read.time)}: what came of it nobody saw`,
    carries: [arrival],
  };
}

export function gotIt({ src, sentAt, endedAt = sentAt }: Carry): string {
  return `${isClientId(src) ? 'took it from' : 'got it from'} ${src} at ${at(endedAt)}`;
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
    return killed === undefined ? [] : [`; ${holder.dest} ${killed}`];
  });
  return {
    text: `${source.dest} had it at ${at(source.endedAt ?? 0)} and sent it to ${sent}, never to ${node}${more}${deaths.join('')}`,
    carries: [source, ...spread.from(source.dest)],
  };
}

function listed(nodes: readonly string[]): string {
  const shown = nodes.slice(0, NODES_SHOWN).join(', ');
  return nodes.length > NODES_SHOWN ? `${shown} and ${nodes.length - NODES_SHOWN} more` : shown;
}
