/**
 * A leader's view of one follower, and the messages under way to it.
 *
 * Each message carries all that is not known to have arrived, so the next message repairs a loss, and reordering
 * needs no repair. Several may be under way at a time; at the limit, news waits for an answer and travels together.
 */

import { RoundTrip } from './timing.js';

/** The most messages under way at a time. */
const WINDOW = 8;

export class Progress {
  readonly id: string;
  readonly roundTrip = new RoundTrip();
  /** The follower's log equals the leader's up to here. */
  match = 0;
  /** Whether `match` is known. Until then `next` is a guess that the follower's refusals correct. */
  known = false;
  next: number;
  /** The greatest index sent so far. */
  sentIndex = 0;
  /** When the latest message that the follower has answered in this term was sent, by the leader's clock. */
  answeredMs = -Infinity;
  lastSentMs = -Infinity;
  /** How many times in a row it has left a message unanswered. */
  silences = 0;
  /** The name of its disk; undefined before its first answer. */
  disk: string | undefined;
  /**
   * Set while it does not count (admission.ts): when the leader first heard so, and where the leader's log ended
   * then.
   */
  blank = false;
  blankSinceMs = 0;
  blankIndex = 0;
  /** When the messages under way were sent. */
  #underWay: number[] = [];

  constructor(id: string, next: number) {
    this.id = id;
    this.next = next;
  }

  get isFull(): boolean {
    return this.#underWay.length >= WINDOW;
  }

  sent(nowMs: number, index: number, isAnswered: boolean): void {
    this.lastSentMs = nowMs;
    this.sentIndex = Math.max(this.sentIndex, index);
    if (isAnswered) this.#underWay.push(nowMs);
  }

  /** Takes an answer to the message sent at `atMs`. Earlier messages have arrived too, or never will. */
  answered(nowMs: number, atMs: number): void {
    this.roundTrip.measured(nowMs - atMs);
    this.answeredMs = Math.max(this.answeredMs, atMs);
    this.silences = 0;
    this.#underWay = this.#underWay.filter((each) => each > atMs);
  }

  /** When the messages under way will count as lost; Infinity if there are none. */
  get overdueMs(): number {
    const [oldest] = this.#underWay;
    return oldest === undefined ? Infinity : oldest + this.roundTrip.retryMs(this.silences);
  }

  /** Counts all messages under way as lost. */
  lost(): void {
    this.silences++;
    this.#underWay = [];
    this.sentIndex = this.match;
  }

  matched(index: number): void {
    this.known = true;
    this.match = Math.max(this.match, index);
    this.next = this.match + 1;
  }

  /** Notes that the follower's log differs from the leader's at `next`. Returns false if that is old news. */
  refused(index: number): boolean {
    if (this.known || index + 1 >= this.next) return false;
    this.next = index + 1;
    return true;
  }

  /**
   * Notes an answer from this disk. Returns false if the disk has been wiped since: the answer then says nothing
   * about the follower's present state. After a wipe all earlier knowledge of the follower is discarded.
   */
  isOf(disk: string, isBlank: boolean, nowMs: number, lastIndex: number): boolean {
    if (this.disk !== disk) {
      if (this.disk !== undefined && !isBlank) return false;
      if (this.disk !== undefined) {
        this.known = false;
        this.match = 0;
        this.next = lastIndex + 1;
        this.sentIndex = 0;
        this.answeredMs = -Infinity;
      }
      this.disk = disk;
      this.blankSinceMs = nowMs;
      this.blankIndex = lastIndex;
    }
    this.blank = isBlank;
    return true;
  }
}
