/** Each sending, receipt and drop of a run as an event, and the faults, in the order of the journal. */

import { TimeQueue } from '../../router/index.js';
import type { End, PlacedFault, PlacedJourney, TraceEntry } from '../trace/journeys.js';

export type RunEvent =
  | { readonly type: 'send'; readonly time: number; readonly journey: PlacedJourney }
  | {
      readonly type: 'end';
      readonly time: number;
      readonly journey: PlacedJourney;
      readonly end: End;
      /** The index of this end among the message's ends, from 0. */
      readonly index: number;
    }
  | PlacedFault;

/** Keeps only the messages under way. `entries` are in the order of sending. */
export async function* runEvents(entries: AsyncIterable<TraceEntry>): AsyncGenerator<RunEvent> {
  const ends = new TimeQueue<RunEvent>();
  for await (const entry of entries) {
    yield* until(ends, entry.place);
    if (entry.type === 'fault') yield entry;
    else {
      yield { type: 'send', time: entry.sentAt, journey: entry };
      for (const [index, end] of entry.ends.entries()) {
        ends.push(end.place, { type: 'end', time: end.time, journey: entry, end, index });
      }
    }
  }
  yield* until(ends, Infinity);
}

function* until(ends: TimeQueue<RunEvent>, place: number): Generator<RunEvent> {
  while ((ends.nextTime() ?? Infinity) < place) {
    const event = ends.pop();
    if (event !== undefined) yield event;
  }
}
