/**
 * What a node knows of one peer: what it has, what was sent to it, how far away it is, whether it is there.
 *
 * The log's entries before `acked` are all known to be there; those before `next` were sent, or need not be. Sending is
 * optimistic, and a silence rolls `next` back to `acked`: without that, what got lost would be lost for ever.
 */

import type { Timer } from '../clock.js';
import type { Entry, ValueLog } from './value-log.js';

/** The name of one life of a node: what its values are filed under. */
export function originOf(id: string, life: string): string {
  return `${id}.${life}`;
}

/** Until a round trip has been measured. */
const FIRST_ROUND_TRIP_MS = 200;
/** What takes longer did not travel all the time: someone stood still. */
const LONGEST_ROUND_TRIP_MS = 2000;

export class Peer {
  readonly id: string;
  readonly rank: number;
  /** Which life of the peer this is about; undefined before the first message. */
  life: string | undefined;
  acked = 0;
  next = 0;
  /** The log's entries before this were covered by digests that were sent to the peer. */
  told = 0;
  /** Of this node's own values, how many were sent to the peer directly (only where everyone sends to everyone). */
  sentOwn = 0;
  /** What had been sent when the retry timer was armed. */
  mark = { next: 0, own: 0 };
  /** Its way to its root, itself not included; undefined before it said so. */
  path: readonly string[] | undefined;
  suspected = false;
  suspectedSinceMs = 0;
  /** Questions in a row that it did not answer. */
  silences = 0;
  /** When the oldest question was sent that it has not answered. */
  askedAtMs: number | undefined;
  /** The time stamp on the last message that came from it, by its clock and by ours. */
  stamp: { readonly at: number; readonly arrivedMs: number } | undefined;
  owesAck = false;
  retry: Timer | undefined;
  ack: Timer | undefined;
  gap: Timer | undefined;
  roundTripMs = FIRST_ROUND_TRIP_MS;
  #deviationMs = FIRST_ROUND_TRIP_MS / 2;
  #measured = false;
  /** Whether an earlier life of it was known. */
  wasReborn = false;
  readonly #has = new Map<string, number>();
  readonly #beyond = new Map<string, Set<number>>();

  constructor(id: string, rank: number) {
    this.id = id;
    this.rank = rank;
  }

  /** This life of the peer, by the name that its values carry. */
  get name(): string {
    return originOf(this.id, this.life ?? '');
  }

  /** Whether a round trip to the peer has been measured. */
  get measured(): boolean {
    return this.#measured;
  }

  get latencyMs(): number {
    return this.#measured ? this.roundTripMs / 2 : 0;
  }

  /** How long a reply to a question may take before its absence means something. */
  get patienceMs(): number {
    return this.roundTripMs + 4 * this.#deviationMs + 50;
  }

  /** Whether the peer is known to have this value. */
  covers(entry: Entry): boolean {
    const { origin, seq } = entry;
    return (
      entry.from === this.name || seq <= this.known(origin) || this.#beyond.get(origin)?.has(seq) === true
    );
  }

  /** How many values of the origin the peer is known to have without a gap. */
  known(origin: string): number {
    return this.#has.get(origin) ?? 0;
  }

  /** Whether the peer has something that is not in the log. */
  isAhead(log: ValueLog): boolean {
    for (const [origin, upTo] of this.#has) if (upTo > log.contiguous(origin)) return true;
    for (const [origin, seqs] of this.#beyond) for (const seq of seqs) if (!log.has(origin, seq)) return true;
    return false;
  }

  /** The peer has all values of the origin up to this number. */
  learn(origin: string, upTo: number): void {
    if (upTo <= this.known(origin)) return;
    const beyond = this.#beyond.get(origin);
    let end = upTo;
    if (beyond !== undefined) {
      for (const seq of beyond) if (seq <= end) beyond.delete(seq);
      while (beyond.delete(end + 1)) end++;
      if (beyond.size === 0) this.#beyond.delete(origin);
    }
    this.#has.set(origin, end);
  }

  /** The peer showed a run of values: it has them, and without a gap if it was known to have those before. */
  learnRun(origin: string, first: number, last: number): void {
    if (first <= this.known(origin) + 1) this.learn(origin, last);
    else for (let seq = first; seq <= last; seq++) this.learnOne(origin, seq);
  }

  /** The peer has this value, perhaps beyond a gap. */
  learnOne(origin: string, seq: number): void {
    if (seq === this.known(origin) + 1) this.learn(origin, seq);
    else if (seq > this.known(origin)) {
      const beyond = this.#beyond.get(origin);
      if (beyond === undefined) this.#beyond.set(origin, new Set([seq]));
      else beyond.add(seq);
    }
  }

  /** Moves `acked` over all that the peer is known to have. True where something that was sent is still unconfirmed. */
  unconfirmed(log: ValueLog): boolean {
    for (; this.acked < log.entries.length; this.acked++) {
      if (!this.covers(log.entries[this.acked] as Entry)) break;
    }
    this.next = Math.max(this.next, this.acked);
    return this.acked < this.next;
  }

  /** Silence: whatever is not confirmed counts as not sent. */
  rollBack(ownOrigin: string): void {
    this.next = this.acked;
    this.sentOwn = this.known(ownOrigin);
    this.told = 0;
  }

  /** A new life of the peer: it remembers nothing. */
  forget(life: string): void {
    this.life = life;
    this.wasReborn = true;
    this.#has.clear();
    this.#beyond.clear();
    this.acked = 0;
    this.next = 0;
    this.told = 0;
    this.sentOwn = 0;
    this.path = undefined;
    this.stamp = undefined;
    this.askedAtMs = undefined;
    this.silences = 0;
  }

  /** Takes a measured round trip into the estimate (Jacobson's filter, as in RFC 6298). */
  measure(sampleMs: number): void {
    const sample = Math.min(Math.max(0, sampleMs), LONGEST_ROUND_TRIP_MS);
    if (!this.#measured) {
      this.#measured = true;
      this.roundTripMs = sample;
      this.#deviationMs = sample / 2;
      return;
    }
    this.#deviationMs += (Math.abs(sample - this.roundTripMs) - this.#deviationMs) / 4;
    this.roundTripMs += (sample - this.roundTripMs) / 8;
  }

  stopTimers(): void {
    for (const timer of [this.retry, this.ack, this.gap]) timer?.cancel();
    this.retry = undefined;
    this.ack = undefined;
    this.gap = undefined;
  }
}
