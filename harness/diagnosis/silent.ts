/** A node that left requests without an answer, and words for several of them. */

import { seconds, tally } from './diagnosis.js';
import type { NodeTalk, Open } from './node-talk.js';

/** A node, and the requests that it left without an answer. */
export interface Silent {
  readonly talk: NodeTalk;
  /** Those since its last message; if there are none, it handled other messages. */
  readonly since: readonly Open[];
  readonly all: readonly Open[];
}

/** `1.2 s`, or `1.2 s to 1.4 s`: when these sent their last message. */
export function timesOf(silent: readonly Silent[]): string {
  const times = silent.map(({ talk }) => talk.lastSent ?? 0);
  const [first, last] = [seconds(Math.min(...times)), seconds(Math.max(...times))];
  return first === last ? first : `${first} to ${last}`;
}

export function typesOf(requests: readonly Open[]): string {
  const counts = new Map<string, number>();
  for (const { type } of requests) counts.set(type, (counts.get(type) ?? 0) + 1);
  return tally(counts);
}
