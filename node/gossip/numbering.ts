/**
 * Numbers of the messages with values that go from one node to another, so that one integer acknowledges them all and
 * a lost one is missed as soon as its successor comes.
 *
 * A message that begins *anew* repeats everything that was not confirmed before it: a peer that has it needs none of
 * the earlier ones.
 */

import { Sequence } from './sequence.js';

/** The sender's state that a peer has reached when it has a message and all before it. */
export interface Progress {
  /** All entries of the sender's log before this. */
  readonly next: number;
  /** As many of the sender's own values. */
  readonly own: number;
}

/** A numbered message. */
export interface Numbered {
  readonly no: number;
  readonly progress: Progress;
  readonly atMs: number;
}

export class Outgoing {
  #last = 0;
  #open: Numbered[] = [];

  /** The number of a new message, sent at that time. */
  take(progress: Progress, atMs: number): number {
    this.#open.push({ no: ++this.#last, progress, atMs });
    return this.#last;
  }

  /** The oldest message that is not confirmed. */
  get oldest(): Numbered | undefined {
    return this.#open[0];
  }

  /** The peer has all messages up to this one. Returns undefined if that is no news. */
  confirm(upTo: number): Progress | undefined {
    let progress: Progress | undefined;
    while (this.#open[0] !== undefined && this.#open[0].no <= upTo) progress = this.#open.shift()?.progress;
    return progress;
  }

  /** Stops waiting for all open messages: their values will be sent again, under new numbers. */
  giveUp(): void {
    this.#open = [];
  }
}

export class Incoming {
  readonly #numbers = new Sequence();

  /** All messages up to this one have come, or are not needed. */
  get upTo(): number {
    return this.#numbers.upTo;
  }

  /** Whether a message has come before one that was sent earlier. */
  get hasGap(): boolean {
    return this.#numbers.hasGap;
  }

  take(no: number, anew: boolean): void {
    if (anew) this.#numbers.addUpTo(no);
    else this.#numbers.add(no);
  }
}
