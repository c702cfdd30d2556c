/**
 * What a leader knows of one follower, and what it has under way to it.
 *
 * Each message carries all that is not known to have arrived: loss is mended by the next message, reordering needs no mending
 * at all. Several may be under way at a time; when there are too many, news wait for an answer, and travel together.
 */

import { RoundTrip } from './timing.js';

/** Messages under way at a time. */
const WINDOW = 8;

export class Progress {
  readonly id: string;
  readonly roundTrip = new RoundTrip();
  /** The follower's log is the leader's up to here. */
  match = 0;
  /** Whether `match` is known. Until then `next` is a guess that the follower's refusals correct. */
  known = false;
  next: number;
  /** The last index that was ever sent. */
  sentIndex = 0;
  /** The latest message that the follower has answered in this term, by the leader's clock. */
  answeredMs = -Infinity;
  lastSentMs = -Infinity;
  /** Times in a row that it left something unanswered. */
  silences = 0;
  /** Which disk it has; undefined before its first answer. */
  disk: string | undefined;
  /** It does not count (admission.ts). When that was first heard, and where the leader's log ended then: */
  blank = false;
  blankSinceMs = 0;
  blankIndex = 0;
  /** When what is under way left. */
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

  /** An answer to what left at `atMs`. Whatever left before that has arrived too, or never will. */
  answered(nowMs: number, atMs: number): void {
    this.roundTrip.measured(nowMs - atMs);
    this.answeredMs = Math.max(this.answeredMs, atMs);
    this.silences = 0;
    this.#underWay = this.#underWay.filter((each) => each > atMs);
  }

  /** When what is under way will count as lost; Infinity where nothing is. */
  get overdueMs(): number {
    const [oldest] = this.#underWay;
    return oldest === undefined ? Infinity : oldest + this.roundTrip.retryMs(this.silences);
  }

  /** What was under way counts as lost. */
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

  /** The follower's log is not the leader's at `next`. False where that is old news. */
  refused(index: number): boolean {
    if (this.known || index + 1 >= this.next) return false;
    this.next = index + 1;
    return true;
  }

  /**
   * An answer from this disk came. False where it is of a disk that has been wiped since: then it says nothing of what the
   * follower has now. After a wipe nothing holds that was known of it.
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
