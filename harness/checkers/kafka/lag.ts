/**
 * How far polls lag behind: the longest time, over all polls and keys, that a process had surely been able to see more
 * than it did. Information only: no poll has to be recent.
 *
 * An offset is out of date from the first moment at which an operation that had shown a greater one of its key was
 * complete. The lag of a poll is the time from there to its invocation, for each key that its process has assigned or has
 * seen, at the greatest offset that it has seen. It is counted from the invocation since the poll may have been answered
 * at once.
 */

import { firstIndex } from '../../picture/search.js';
import { existing } from '../../errors/existing.js';
import type { Process } from '../../operations/history.js';
import type { Assign, Sighting, Transaction } from './message.js';
import { greaterOffset, type Offset } from './offset.js';
import { isTransaction } from './transactions.js';

/** Time and lag in seconds; without polls there is no process and no key. */
export interface Lag {
  readonly time: number;
  readonly lag: number;
  readonly process?: Process;
  readonly key?: string;
}

/** Of several that lag most, the first. */
export function worstRealtimeLag(events: readonly (Transaction | Assign)[]): Lag {
  const frontiers = new Map<string, Frontier>();
  for (const event of events) if (isTransaction(event)) advance(frontiers, event);
  let worst: { time: number; lag: number; process?: Process; key?: string } = { time: 0, lag: -1 };
  const seenBy = new Map<Process, Map<string, Offset>>();
  for (const event of events) {
    const { process } = event.completion;
    let seen = seenBy.get(process);
    if (seen === undefined) seenBy.set(process, (seen = new Map()));
    if (!isTransaction(event)) {
      assign(seen, event);
      continue;
    }
    const { f } = event.completion;
    if (f === 'send') continue;
    for (const [key, sightings] of f === 'txn' ? [...event.sends, ...event.polls] : event.polls) {
      seen.set(key, greaterOffset(seen.get(key) ?? -1, greatest(sightings)));
    }
    const { time } = event.invoke;
    for (const [key, offset] of seen) {
      const lag = Math.max(0, time - (frontiers.get(key)?.passed(offset) ?? Infinity));
      if (lag > worst.lag) worst = { time, lag, process, key };
    }
  }
  const { time, lag, ...where } = worst;
  return { time: time / 1e9, lag: Math.max(0, lag) / 1e9, ...where };
}

/** Keys that stay assigned keep what was seen of them. */
function assign(seen: Map<string, Offset>, { keys }: Assign): void {
  const kept = keys.map((key) => [key, seen.get(key) ?? -1] as const);
  seen.clear();
  for (const [key, offset] of kept) seen.set(key, offset);
}

/** When a key was first known to reach each greatest offset so far. */
class Frontier {
  readonly #offsets: Offset[] = [];
  readonly #times: number[] = [];

  reach(offset: Offset, time: number): void {
    if (offset <= (this.#offsets.at(-1) ?? -1)) return;
    this.#offsets.push(offset);
    this.#times.push(time);
  }

  /** When a greater offset than this was first known; undefined where none ever was. */
  passed(offset: Offset): number | undefined {
    return this.#times[firstIndex(this.#offsets.length, (i) => existing(this.#offsets[i]) > offset)];
  }
}

function advance(frontiers: Map<string, Frontier>, { completion, outcome, sends, polls }: Transaction): void {
  if (outcome !== 'ok') return;
  for (const [key, sightings] of [...sends, ...polls]) {
    let frontier = frontiers.get(key);
    if (frontier === undefined) frontiers.set(key, (frontier = new Frontier()));
    frontier.reach(greatest(sightings), completion.time);
  }
}

function greatest(sightings: readonly Sighting[]): Offset {
  return sightings.reduce<Offset>((most, { offset = -1 }) => greaterOffset(most, offset), -1);
}
