/**
 * What a node keeps of one peer: what it has, what was sent to it, how far away it is, whether it is there.
 *
 * The log's entries before `acked` are all known to be there; those before `next` were sent, or need not be. Sending is
 * optimistic, and a silence rolls `next` back to `acked`: without that, what got lost would be lost for ever.
 */

import type { Timer } from '../clock.js';
import { Knowledge } from './knowledge.js';
import { tenths } from './message.js';
import { Incoming, Outgoing, type Progress } from './numbering.js';
import { RoundTrip } from './round-trip.js';
import type { Entry, ValueLog } from './value-log.js';

/** The name of one life of a node: what its values are filed under. */
export function originOf(id: string, life: string): string {
  return `${id}.${life}`;
}

export class Peer {
  readonly id: string;
  readonly rank: number;
  // Made when they are first needed: in a large cluster most nodes never speak with each other.
  #knowledge: Knowledge | undefined;
  #roundTrip: RoundTrip | undefined;
  #outgoing: Outgoing | undefined;
  #incoming: Incoming | undefined;
  /** Which life of the peer this is about; undefined before the first message. */
  life: string | undefined;
  /** Whether an earlier life of it was known. */
  wasReborn = false;
  acked = 0;
  next = 0;
  /** Of this node's own values, how many it was sent and has, where everyone sends to everyone. */
  sentOwn = 0;
  ackedOwn = 0;
  /** The log's entries before this were covered by digests that were sent to the peer. */
  told = 0;
  /** Whether the next message repeats what earlier ones held. */
  anew = false;
  /** What had been sent when the retry timer was armed. */
  mark: Progress = { next: 0, own: 0 };
  markedAtMs = 0;
  /** Its way to its root, itself not included; undefined before it said so. */
  path: readonly string[] | undefined;
  /** Since when it says that its part of the tree has lost another. */
  tornSinceMs: number | undefined;
  suspected = false;
  suspectedSinceMs = -Infinity;
  /** The stamp on the last message to it. */
  #lastAt = -Infinity;
  /** Stamps from here on came after the suspicion. */
  #doubtedFrom = -Infinity;
  /** When it was last asked for a sign of life, as a suspect. */
  probedAtMs = -Infinity;
  /** Since when it says that it does not hear this node. */
  doubtsSinceMs: number | undefined;
  /** Questions in a row that it did not answer. */
  silences = 0;
  /** When the oldest question was sent that it has not answered. */
  askedAtMs: number | undefined;
  /** What had been sent by then, that question included. */
  #sentWhenAsked: Progress = { next: 0, own: 0 };
  /** The time stamp on the last message that came from it, by its clock and by ours. */
  stamp: { readonly at: number; readonly arrivedMs: number } | undefined;
  retry: Timer | undefined;
  ack: Timer | undefined;
  gap: Timer | undefined;

  constructor(id: string, rank: number) {
    this.id = id;
    this.rank = rank;
  }

  /** What it has, as far as it has said. */
  get knowledge(): Knowledge {
    return (this.#knowledge ??= new Knowledge());
  }

  get roundTrip(): RoundTrip {
    return (this.#roundTrip ??= new RoundTrip());
  }

  /** Numbers of the messages to it. */
  get outgoing(): Outgoing {
    return (this.#outgoing ??= new Outgoing());
  }

  /** Numbers of the messages from it. */
  get incoming(): Incoming {
    return (this.#incoming ??= new Incoming());
  }

  /** This life of the peer, by the name that its values carry. */
  get name(): string {
    return originOf(this.id, this.life ?? '');
  }

  /** When it was heard last. */
  get heardAtMs(): number {
    return this.stamp?.arrivedMs ?? -Infinity;
  }

  /** Whether the peer is known to have this value. */
  covers({ origin, seq, from }: Entry): boolean {
    return from === this.name || this.knowledge.has(origin, seq);
  }

  /** Takes note of a life of the peer. True where it is another than before: that one remembers nothing. */
  meet(life: string): boolean {
    const reborn = this.life !== undefined && this.life !== life;
    if (reborn) {
      this.wasReborn = true;
      this.knowledge.clear();
      this.outgoing.reset();
      this.incoming.reset();
      this.acked = this.next = this.sentOwn = this.ackedOwn = this.told = 0;
      this.anew = false;
      this.path = undefined;
      this.stamp = undefined;
      this.askedAtMs = undefined;
      this.silences = 0;
    }
    this.life = life;
    return reborn;
  }

  /** The peer has all messages up to this number. */
  confirm(upTo: number): void {
    const progress = this.outgoing.confirm(upTo);
    if (progress === undefined) return;
    this.acked = Math.max(this.acked, progress.next);
    this.next = Math.max(this.next, this.acked);
    this.ackedOwn = Math.max(this.ackedOwn, progress.own);
    this.sentOwn = Math.max(this.sentOwn, this.ackedOwn);
  }

  /** Moves `acked` over all that the peer is known to have. */
  advance(log: ValueLog, ownOrigin: string): void {
    while (this.acked < log.entries.length && this.covers(log.entries[this.acked] as Entry)) this.acked++;
    this.next = Math.max(this.next, this.acked);
    this.ackedOwn = Math.max(this.ackedOwn, this.knowledge.upTo(ownOrigin));
    this.sentOwn = Math.max(this.sentOwn, this.ackedOwn);
  }

  /** Whether something that was sent is not confirmed. */
  get owes(): boolean {
    return this.acked < this.next || this.ackedOwn < this.sentOwn;
  }

  /** A time stamp for a message to it, in tenths: later than all before, so that order shows even within a tenth. */
  stampAt(nowMs: number): number {
    this.#lastAt = this.#later(nowMs);
    return this.#lastAt;
  }

  /** Whether an echo proves a two-way link: it is of a message that was sent after the suspicion arose. */
  isProvenBy(echoedAt: number): boolean {
    return echoedAt >= this.#doubtedFrom;
  }

  #later(nowMs: number): number {
    return Math.max(tenths(nowMs), tenths(this.#lastAt + 0.1));
  }

  /** Takes note of a question. */
  ask(nowMs: number): void {
    if (this.askedAtMs !== undefined) return;
    this.askedAtMs = nowMs;
    this.#sentWhenAsked = { next: this.next, own: this.sentOwn };
  }

  /** Whether it is not known to have something that it was sent before it was asked. */
  get lacksWhatWasSentBeforeAsking(): boolean {
    return this.acked < this.#sentWhenAsked.next || this.ackedOwn < this.#sentWhenAsked.own;
  }

  /** Silence: whatever is not confirmed counts as not sent. */
  rollBack(): void {
    if (this.owes) this.anew = true;
    this.outgoing.giveUp();
    this.next = this.acked;
    this.sentOwn = this.ackedOwn;
    this.told = 0;
  }

  /** From now on it gets nothing but probes, until it proves that it both hears and is heard. */
  suspect(nowMs: number): void {
    this.suspected = true;
    this.#doubtedFrom = this.#later(nowMs);
    this.suspectedSinceMs = nowMs;
    this.doubtsSinceMs = undefined;
    this.silences = 0;
    this.askedAtMs = undefined;
    this.stopTimers();
    this.rollBack();
  }

  trust(): void {
    this.suspected = false;
    this.doubtsSinceMs = undefined;
    this.rollBack();
    this.anew = true;
  }

  stopTimers(): void {
    for (const timer of [this.retry, this.ack, this.gap]) timer?.cancel();
    this.retry = this.ack = this.gap = undefined;
  }
}
