/**
 * The part of this node's log that a peer was sent, and the part that it has acknowledged.
 *
 * The peer is known to have the log's entries before `acked`; those before `next` were sent, or need not be. Sending
 * is optimistic, and a silence rolls `next` back to `acked`: without that, a lost message would lose its values for
 * good. If everyone sends to everyone, this node's own values have two such positions of their own.
 */

import { Knowledge } from './knowledge.js';
import type { Digest } from './message.js';
import { type Numbered, Outgoing, type Progress } from './numbering.js';
import type { ValueEntry, ValueLog } from './value-log.js';

export class Cursor {
  readonly #owner: { readonly name: string };
  readonly #knowledge = new Knowledge();
  /** The numbered messages to the peer. */
  readonly #outgoing = new Outgoing();
  #next = 0;
  #acked = 0;
  #sentOwn = 0;
  #ackedOwn = 0;
  /** The log's entries before this were covered by digests that were sent to the peer. */
  #digested = 0;
  /** Whether the next numbered message repeats what earlier ones held. */
  #anew = false;

  /** `owner`: the peer, whose name is that of its present life. */
  constructor(owner: { readonly name: string }) {
    this.#owner = owner;
  }

  /** The position in the log up to which the peer was sent entries. */
  get sent(): Progress {
    return { next: this.#next, own: this.#sentOwn };
  }

  /** Entries of the log that were sent and are not acknowledged. */
  get unacknowledged(): number {
    return Math.max(0, this.#next - this.#acked);
  }

  /** Whether some of the sent entries are not acknowledged. */
  get owes(): boolean {
    return this.#acked < this.#next || this.#ackedOwn < this.#sentOwn;
  }

  /** Whether the peer has acknowledged this position. */
  hasAcknowledged({ next, own }: Progress): boolean {
    return this.#acked >= next && this.#ackedOwn >= own;
  }

  /** The oldest numbered message that is not acknowledged. */
  get oldestOpen(): Numbered | undefined {
    return this.#outgoing.oldest;
  }

  /** Whether the peer is known to have this value. */
  covers({ origin, seq, from }: ValueEntry): boolean {
    return from === this.#owner.name || this.#knowledge.has(origin, seq);
  }

  /** Whether the peer has a value that is not in the log. */
  isAheadOf(log: ValueLog): boolean {
    return this.#knowledge.isAheadOf(log);
  }

  // --- what the peer shows
  // --------------------------------------------------------------------------------------------

  /** The peer has sent these values of an origin. */
  learnRun(origin: string, first: number, last: number): void {
    this.#knowledge.learnRun(origin, first, last);
  }

  learnDigest({ seen, beyond }: Digest): void {
    for (const [origin, seqs] of Object.entries(beyond))
      for (const seq of seqs) this.#knowledge.learnOne(origin, seq);
    for (const [origin, upTo] of Object.entries(seen)) this.#knowledge.learn(origin, upTo);
  }

  /** The peer has all numbered messages up to this one. */
  confirm(upTo: number): void {
    const progress = this.#outgoing.confirm(upTo);
    if (progress === undefined) return;
    this.#acked = Math.max(this.#acked, progress.next);
    this.#ackedOwn = Math.max(this.#ackedOwn, progress.own);
    this.#keepOrder();
  }

  /** Moves `acked` over all that the peer is known to have. */
  advance(log: ValueLog, ownOrigin: string): void {
    const { entries } = log;
    for (; this.#acked < entries.length; this.#acked++) {
      const entry = entries[this.#acked];
      if (entry === undefined || !this.covers(entry)) break;
    }
    this.#ackedOwn = Math.max(this.#ackedOwn, this.#knowledge.upTo(ownOrigin));
    this.#keepOrder();
  }

  /** What is acknowledged counts as sent. */
  #keepOrder(): void {
    this.#next = Math.max(this.#next, this.#acked);
    this.#sentOwn = Math.max(this.#sentOwn, this.#ackedOwn);
  }

  // --- what it is sent
  // ------------------------------------------------------------------------------------------------

  /** The first entry that is to be sent, if it arrived at `horizonMs` or before. */
  nextMissing(log: ValueLog, horizonMs: number): ValueEntry | undefined {
    for (let i = this.#next; i < log.entries.length; i++) {
      const entry = log.entries[i];
      if (entry === undefined || entry.arrivedMs > horizonMs) return undefined;
      if (!this.#wasGiven(entry)) return entry;
    }
    return undefined;
  }

  /** Counts entries before the next missing one as sent: the peer has received them from other nodes. */
  skipCovered(log: ValueLog, horizonMs: number): void {
    const { entries } = log;
    for (; this.#next < entries.length; this.#next++) {
      const entry = entries[this.#next];
      if (entry === undefined || entry.arrivedMs > horizonMs || !this.#wasGiven(entry)) return;
    }
  }

  /**
   * Gives the entries that the peer lacks, of those that arrived at `horizonMs` or before, and counts them as sent.
   */
  take(log: ValueLog, horizonMs: number): ValueEntry[] {
    const taken: ValueEntry[] = [];
    const { entries } = log;
    for (; this.#next < entries.length; this.#next++) {
      const entry = entries[this.#next];
      if (entry === undefined || entry.arrivedMs > horizonMs) break;
      if (!this.#wasGiven(entry)) taken.push(entry);
    }
    return taken;
  }

  /** Gives this node's own entries that the peer was not sent, and counts them as sent. */
  takeOwn(log: ValueLog): ValueEntry[] {
    const taken = log.own.slice(this.#sentOwn);
    this.#sentOwn = log.own.length;
    return taken;
  }

  /** Gives all entries that the peer is not known to have, and counts none of them as sent. */
  surplus(log: ValueLog): ValueEntry[] {
    return log.entries.slice(this.#acked).filter((entry) => !this.covers(entry));
  }

  /** The number of a message that brings the peer this far, and whether it repeats all that is not acknowledged. */
  number(progress: Progress, nowMs: number): { readonly no: number; readonly anew: boolean } {
    const anew = this.#anew;
    this.#anew = false;
    return { no: this.#outgoing.take(progress, nowMs), anew };
  }

  /**
   * The state of this node's origins that have moved since its last digest to the peer; of all origins if `complete`.
   */
  takeDigest(log: ValueLog, complete: boolean): Digest {
    const news = complete ? [] : log.entries.slice(this.#digested);
    this.#digested = log.entries.length;
    return log.digest(complete ? log.origins() : new Set(news.map(({ origin }) => origin)));
  }

  /** After a silence: entries that are not acknowledged count as not sent. */
  rollBack(): void {
    if (this.owes) this.#anew = true;
    this.#outgoing.giveUp();
    this.#next = this.#acked;
    this.#sentOwn = this.#ackedOwn;
    this.#digested = 0;
  }

  /** The same, and the next message repeats everything even if nothing is owed. */
  beginAnew(): void {
    this.rollBack();
    this.#anew = true;
  }

  #wasGiven(entry: ValueEntry): boolean {
    return this.covers(entry) || (entry.from === undefined && entry.seq <= this.#sentOwn);
  }
}
