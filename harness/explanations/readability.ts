/**
 * Whether the messages that carry a program's values are recognised. A program may encode, batch or compress them:
 * then no message is seen to carry a value, and that proves nothing.
 *
 * The reads show it. A node that shows a value received it: from a client, or in a message that is seen to carry it.
 * If there is no such message, some carriers are not recognised.
 */

import type { JsonMap } from '../checkers/json-value.js';
import { isClientId } from '../../node/index.js';
import type { LastRead } from './last-reads.js';
import type { Spread } from './spread.js';
import type { Absence } from './story.js';

/** `places` are those of values that are followed, by value. */
export function readability(
  reads: readonly LastRead[],
  places: JsonMap<number>,
  spreads: readonly Spread[],
): Absence {
  let seen = false;
  for (const { node, values, completedAt } of reads) {
    for (const value of values) {
      const place = places.get(value);
      const spread = place === undefined ? undefined : spreads[place];
      // If not even its request is found, its spread is unknown.
      if (spread === undefined || spread.arrivals().length === 0) continue;
      const arrival = spread.arrival(node);
      if (arrival === undefined || arrival.at > completedAt)
        return { kind: 'unreadable', value, node, at: completedAt };
      seen ||= !isClientId(arrival.carry.src) && !arrival.carry.isGuess;
    }
  }
  return { kind: seen ? 'readable' : 'unproven' };
}
