/**
 * A log for ShiViz (https://bestchai.bitbucket.io/shiviz/): two lines an event, host and vector clock, then the
 * event's text.
 *
 * Clocks count the sendings and receipts that are shown, each host its own. A fault belongs to the network and to no
 * host, and a lost message has only a sending, whose text says so; a clock could order neither.
 */

import type { PlacedJourney } from '../trace/journeys.js';
import type { ExportedRun } from './exported-run.js';
import { messageLabel, shortened } from './message-label.js';
import { runEvents } from './run-events.js';

type VectorClock = Map<string, number>;

const COLUMNS = 400;

export async function* shiviz({ entries }: ExportedRun): AsyncGenerator<string> {
  yield String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;
  yield '';
  const clocks = new Map<string, VectorClock>();
  /** The sender's clock at the sending, kept until the last copy has ended. */
  const carried = new Map<PlacedJourney, VectorClock>();
  for await (const event of runEvents(entries())) {
    if (event.type === 'fault') continue;
    const { journey } = event;
    const { src, dest } = journey.message;
    if (event.type === 'send') {
      const clock = tick(clocks, src);
      if (journey.ends.length > 0) carried.set(journey, new Map(clock));
      yield `${hostName(src)} ${clockJson(clock, src)}`;
      yield `sends to ${shortened(dest, 60)}: ${messageLabel(journey.message, COLUMNS)}${fate(journey)}`;
      continue;
    }
    const known = carried.get(journey);
    if (event.index === journey.ends.length - 1) carried.delete(journey);
    if (event.end.type === 'drop' || known === undefined) continue;
    const clock = tick(clocks, dest);
    for (const [host, count] of known) clock.set(host, Math.max(count, clock.get(host) ?? 0));
    yield `${hostName(dest)} ${clockJson(clock, dest)}`;
    yield `receives from ${shortened(src, 60)}: ${messageLabel(journey.message, COLUMNS)}`;
  }
}

function fate({ outcome }: PlacedJourney): string {
  if (outcome.kind === 'dropped') return ` (lost: ${shortened(outcome.reason, 60)})`;
  return outcome.kind === 'under-way' ? ' (under way at the end)' : '';
}

function tick(clocks: Map<string, VectorClock>, host: string): VectorClock {
  const clock = clocks.get(host) ?? new Map<string, number>();
  clocks.set(host, clock);
  clock.set(host, (clock.get(host) ?? 0) + 1);
  return clock;
}

/** The host's own count comes first, because readers look for it there. */
function clockJson(clock: VectorClock, own: string): string {
  const others = [...clock].filter(([host]) => host !== own);
  const all = [[own, clock.get(own) ?? 0] as const, ...others];
  return `{${all.map(([host, count]) => `${JSON.stringify(hostName(host))}:${count}`).join(',')}}`;
}

/** Without white space, which ends a name in ShiViz, and unique among the hosts. */
function hostName(name: string): string {
  if (name === '') return '%';
  const units = (char: string): readonly string[] =>
    Array.from({ length: char.length }, (_, i) => `%${char.charCodeAt(i).toString(16).padStart(4, '0')}`);
  return name.replaceAll(/[^\p{L}\p{N}_.:-]/gu, (char) => units(char).join(''));
}
