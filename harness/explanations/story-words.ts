/** Stories in one line of English. Claims that the journal does not prove are marked: seen, may, probably. */

import { isClientId } from '../../node/index.js';
import type { Fault } from '../faults/fault.js';
import { FAULT_KINDS, kindNamed } from '../faults/kinds/index.js';
import { printable } from '../text/printable.js';
import type { Arrival, Carry } from './spread.js';
import type { Absence, Hop, Send, Story } from './story.js';
import { at, faultText, link, span, valueText } from './words.js';

const NODES_SHOWN = 4;

type StoryOf<Kind extends Story['kind']> = Extract<Story, { readonly kind: Kind }>;

/** `node` is where the value was missing. */
export function storyText(story: Story, node: string): string {
  switch (story.kind) {
    case 'no-request':
      return 'the journal shows no request for the operation that adds it, so it is not known where it went';
    case 'no-read-request':
      return 'the journal shows no request for the read that missed it, so it is not known which node did not show it';
    case 'request-not-delivered':
      return `${sendsText(story.sends)}, and no node is seen to have had it`;
    case 'not-shown':
      return notShownText(story, node);
    case 'after-last-read':
      return `${gotText(story.arrival)}, not before its last read at ${at(story.readAt)}: no read shows what became of it`;
    case 'not-delivered':
      return `${sendsText(story.sends)}${againText(story, node)}`;
    case 'not-sent':
      return notSentText(story, node);
    case 'way':
      return wayText(story);
  }
}

function notShownText(
  { arrival, readAt, killedAt, damage, again }: StoryOf<'not-shown'>,
  node: string,
): string {
  const killed = killedAt === undefined ? '' : `, was killed at ${at(killedAt)}`;
  const end =
    again === undefined
      ? damage === undefined
        ? ': the node lost or withheld it'
        : ': the damage may have hidden it'
      : `; it got it again from ${printable(again.carry.src)} at ${at(again.at)}`;
  const damaged =
    damage === undefined ? '' : ` in a message that was ${endText({ carry: arrival.carry, drop: damage })}`;
  return `${printable(node)} ${got(arrival)}${damaged}${killed}, and did not show it at ${at(readAt)}${end}`;
}

/** `n3 got it from n1 at 4.20 s`. */
function gotText(arrival: Arrival): string {
  return `${printable(arrival.carry.dest)} ${got(arrival)}`;
}

function got({ carry: { src, isGuess }, at: time }: Arrival): string {
  const verb = isClientId(src) ? 'took' : isGuess ? 'probably got' : 'got';
  return `${verb} it from ${printable(src)} at ${at(time)}`;
}

/** `n1 -> n3 sent at 4.10 s, dropped by ...`, or how often, and the first and last. */
function sendsText(sends: readonly Send[]): string {
  const [first] = sends;
  const last = sends.at(-1);
  if (first === undefined || last === undefined) return 'never sent';
  if (first === last) return `${linkOf(last.carry)} sent at ${at(last.carry.sentAt)}, ${endText(last)}`;
  const times =
    `sent ${sends.length} times, first ${linkOf(first.carry)} at ${at(first.carry.sentAt)}, ` +
    `last ${linkOf(last.carry)} at ${at(last.carry.sentAt)}, `;
  if (new Set(sends.map(endText)).size === 1) return `${times}each ${endText(last)}`;
  const open = sends.filter(({ drop }) => drop === undefined).length;
  if (open > 0) return `${times}${sends.length - open} dropped, ${open} still under way at the end`;
  if (endText(first) === endText(last)) return `${times}the first and the last ${endText(last)}`;
  return `${times}the first ${endText(first)}, the last ${endText(last)}`;
}

/** `n1 -> n3`, and whether it is a guess that it carries the value. */
function linkOf(carry: Carry): string {
  return carry.isGuess ? `${link(carry)} (which probably carries it)` : link(carry);
}

/** `dropped by partition majority (3.2-9.8 s)`. */
export function endText({
  carry: { dest },
  drop,
}: { readonly carry: Pick<Carry, 'dest'> } & Pick<Send, 'drop'>): string {
  if (drop === undefined) return 'still under way at the end';
  const { reason, fault } = drop;
  const kind = FAULT_KINDS.find(({ drops }) => drops?.reason === reason);
  if (kind?.drops !== undefined) {
    const cause = fault && { text: faultText(fault), span: span(fault) };
    return kind.drops.words(printable(dest), cause);
  }
  switch (reason) {
    case 'overflow':
      return `dropped because ${printable(dest)} did not read its input`;
    case 'closed':
      return `dropped because ${printable(dest)} was gone`;
    default:
      return `dropped (${printable(reason)})`;
  }
}

function againText({ sends, absence }: StoryOf<'not-delivered'>, node: string): string {
  if (absence.kind === 'unreadable')
    return `, and no later message to ${printable(node)} is seen to carry it, ${provesNothing(absence)}`;
  if (sends.at(-1)?.drop === undefined) return '';
  return absence.kind === 'unproven' ? ', not seen to be sent again' : ', never sent again';
}

function provesNothing({ value, node, at: time }: Extract<Absence, { readonly kind: 'unreadable' }>): string {
  return (
    `which proves nothing: ${printable(node)} showed value ${valueText(value)} by ${at(time)}, ` +
    'and no message is seen to have brought that either'
  );
}

function notSentText(story: StoryOf<'not-sent'>, node: string): string {
  const { source, deaths } = story;
  const killed = deaths
    .slice(0, NODES_SHOWN)
    .map((death) => `; ${printable(death.node)} was killed at ${at(death.at)}`);
  const had = `${printable(source.carry.dest)} had it at ${at(source.at)}`;
  return `${had}${absenceText(story, printable(node))}${killed.join('')}`;
}

function absenceText({ targets, others, absence }: StoryOf<'not-sent'>, node: string): string {
  switch (absence.kind) {
    case 'nothing-sent':
      return `${sentTo(targets)}, and no node sent ${node} any message after that`;
    case 'unreadable':
      return `, and no message to ${node} is seen to carry it, ${provesNothing(absence)}`;
    case 'unproven':
      return `, and no message to ${node} is seen to carry it`;
    case 'readable': {
      const sent = targets.length === 0 ? ' and sent it to no node' : sentTo(targets);
      const [other] = others;
      if (other === undefined) return `${sent}, never to ${node}`;
      const who =
        others.length === 1
          ? `${printable(other)} had it too and did not`
          : `${others.length} others had it and none did`;
      return `${sent}, never to ${node}; ${who} send it to ${node}`;
    }
  }
}

function sentTo(targets: readonly string[]): string {
  return targets.length === 0 ? '' : ` and sent it to only ${listed(targets)}`;
}

function listed(nodes: readonly string[]): string {
  const shown = nodes.slice(0, NODES_SHOWN).map(printable).join(', ');
  return nodes.length > NODES_SHOWN ? `${shown} and ${nodes.length - NODES_SHOWN} more` : shown;
}

function wayText({ hops, omitted }: StoryOf<'way'>): string {
  const before = omitted > 0 ? `after ${omitted} earlier ${omitted === 1 ? 'hop' : 'hops'}, ` : '';
  return before + hops.map(hopText).join('; ');
}

function hopText({ arrival, had, failed, causes }: Hop): string {
  const { carry } = arrival;
  const why = causes.length === 0 ? '' : ` (${[...new Set(causes.map(causeText))].join(', ')})`;
  const end = `arrived at ${at(arrival.at)}${why}`;
  const [first] = failed;
  if (first === undefined) {
    const since = had === undefined ? '' : `${printable(carry.src)} had it at ${at(had)}, `;
    return `${since}${linkOf(carry)} sent at ${at(carry.sentAt)}, ${end}`;
  }
  const times = failed.length === 1 ? '' : ` (and ${failed.length - 1} more dropped)`;
  const again = carry.src === first.carry.src ? 'sent again' : `sent by ${printable(carry.src)}`;
  return `${linkOf(first.carry)} sent at ${at(first.carry.sentAt)}, ${endText(first)}${times}, ${again} at ${at(carry.sentAt)}, ${end}`;
}

export function causeText(fault: Fault): string {
  // Only some messages are delayed, and the journal does not say which.
  return kindNamed(fault.kind).delays === 'some' ? `perhaps ${faultText(fault)}` : faultText(fault);
}
