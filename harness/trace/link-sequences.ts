/**
 * Compares two traces link by link: finds the first link, by time, whose messages differ. The faults are a sequence
 * of their own.
 *
 * Both traces are read side by side in time, and a line waits only until its counterpart comes. The number of lines
 * that each link has in common is counted before, so a link that only one of the runs uses is not kept at all.
 */

import { fieldDifferences, type Rule, timeOf } from './field-differences.js';
import type { PlainEntry } from './journeys.js';
import type { Count } from './parting.js';

/** Reads a trace from its beginning, each time it is called. */
export type Traces = () => AsyncIterable<PlainEntry>;

/** The result of `linkOf`. */
export type LinkKey = string;

export const FAULTS: LinkKey = 'faults';

export function linkOf(entry: PlainEntry): LinkKey {
  return entry.type === 'fault' ? FAULTS : JSON.stringify([entry.message.src, entry.message.dest]);
}

/** The link that diverges first; undefined if none does. `count` is the number of lines in the left trace. */
export async function firstLinkToPart(
  left: Traces,
  right: Traces,
  rule: Rule,
): Promise<{ readonly link: LinkKey | undefined; readonly count: Count }> {
  const counted = [await countOf(left()), await countOf(right())] as const;
  const sequences = new Map<LinkKey, Sequence>();
  for await (const { side, entry } of inTime(left(), right())) {
    const link = linkOf(entry);
    let sequence = sequences.get(link);
    if (sequence === undefined) {
      const common = Math.min(...counted.map((each) => each.get(link) ?? 0));
      sequences.set(link, (sequence = new Sequence(rule, common)));
    }
    sequence.take(side, entry);
  }
  let first: { readonly link: LinkKey; readonly at: number } | undefined;
  for (const [link, { partsAt }] of sequences) {
    if (partsAt !== undefined && (first === undefined || partsAt < first.at)) first = { link, at: partsAt };
  }
  const faults = counted[0].get(FAULTS) ?? 0;
  const all = [...counted[0].values()].reduce((sum, each) => sum + each, 0);
  return { link: first?.link, count: { messages: all - faults, faults } };
}

/** The messages of one link on both sides that have not been compared. */
class Sequence {
  partsAt: number | undefined;
  readonly #rule: Rule;
  readonly #common: number;
  readonly #taken: [number, number] = [0, 0];
  /** Those of the side that is ahead. */
  #waiting: PlainEntry[] = [];
  #compared = 0;

  constructor(rule: Rule, common: number) {
    this.#rule = rule;
    this.#common = common;
  }

  take(side: 0 | 1, entry: PlainEntry): void {
    const index = this.#taken[side]++;
    if (index >= this.#common) return this.#parts(timeOf(entry));
    if (index >= this.#taken[side === 0 ? 1 : 0]) {
      this.#waiting.push(entry);
      return;
    }
    const counterpart = this.#waiting[this.#compared++];
    // Shifting an array moves all remaining elements; so that is done only when they are fewer than the removed ones.
    if (this.#compared * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#compared);
      this.#compared = 0;
    }
    if (counterpart === undefined || fieldDifferences(counterpart, entry, this.#rule).length === 0) return;
    this.#parts(Math.min(timeOf(counterpart), timeOf(entry)));
  }

  #parts(at: number): void {
    this.partsAt = Math.min(at, this.partsAt ?? Infinity);
  }
}

async function countOf(trace: AsyncIterable<PlainEntry>): Promise<ReadonlyMap<LinkKey, number>> {
  const counts = new Map<LinkKey, number>();
  for await (const entry of trace) counts.set(linkOf(entry), (counts.get(linkOf(entry)) ?? 0) + 1);
  return counts;
}

/** Both traces merged in the order of time. */
async function* inTime(
  left: AsyncIterable<PlainEntry>,
  right: AsyncIterable<PlainEntry>,
): AsyncGenerator<{ readonly side: 0 | 1; readonly entry: PlainEntry }> {
  const sources = [left[Symbol.asyncIterator](), right[Symbol.asyncIterator]()] as const;
  const heads = [await sources[0].next(), await sources[1].next()];
  try {
    for (;;) {
      const [a, b] = heads;
      const side = a?.done !== true && (b?.done === true || isBefore(a?.value, b?.value)) ? 0 : 1;
      const head = heads[side];
      if (head === undefined || head.done === true) return;
      yield { side, entry: head.value };
      heads[side] = await sources[side].next();
    }
  } finally {
    for (const source of sources) await source.return?.();
  }
}

function isBefore(left: PlainEntry | undefined, right: PlainEntry | undefined): boolean {
  return left !== undefined && (right === undefined || timeOf(left) <= timeOf(right));
}
