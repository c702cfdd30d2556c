/**
 * Whether messages pass between this node and a peer, and how fast: time stamps and their echoes, round trips, and
 * the question that the peer has not answered yet.
 *
 * All times are milliseconds. A stamp is of the sender's clock; an echo is a stamp that the peer sends back.
 */

import { tenths } from './message.js';
import type { Progress } from './numbering.js';
import { RoundTrip } from './round-trip.js';

/** A question that the peer has not answered. */
interface Question {
  /** The stamp of its message. */
  readonly at: number;
  /** The cursor's position when it was sent, that message included. */
  readonly sent: Progress;
}

export class Link {
  readonly roundTrip = new RoundTrip();
  /** The stamp of the last message to the peer. */
  #lastAt = -Infinity;
  /** Echoes of stamps from here on prove that the link works both ways. */
  #provenFrom = -Infinity;
  /** The last message from the peer: its stamp by the peer's clock, and its arrival by ours. */
  #last: { readonly at: number; readonly arrivedMs: number } | undefined;
  /** The oldest that is not answered. */
  #question: Question | undefined;
  #silences = 0;

  /** When the peer was heard last; -Infinity before its first message. */
  get heardAtMs(): number {
    return this.#last?.arrivedMs ?? -Infinity;
  }

  /** Whether a message is a copy of one that came, or older than one that came. */
  isOvertaken(at: number): boolean {
    return this.#last !== undefined && at <= this.#last.at;
  }

  /** A message with this stamp has come. */
  heard(at: number, nowMs: number): void {
    this.#last = { at, arrivedMs: nowMs };
  }

  /** The peer's last stamp, and how long ago it came; undefined before its first message. */
  echo(nowMs: number): { readonly at: number; readonly heldMs: number } | undefined {
    return this.#last && { at: this.#last.at, heldMs: nowMs - this.#last.arrivedMs };
  }

  /**
   * The stamp of a message to the peer, in tenths: later than all before, so that order shows even within a tenth.
   */
  stamp(nowMs: number): number {
    this.#lastAt = this.#later(nowMs);
    return this.#lastAt;
  }

  // --- questions
  // ------------------------------------------------------------------------------------------------------

  /** Whether the peer owes an answer. */
  get isAsked(): boolean {
    return this.#question !== undefined;
  }

  /** How many questions in a row the peer did not answer. */
  get silences(): number {
    return this.#silences;
  }

  /** Notes a question with this stamp. If an older one is open, it stands for both. */
  ask(at: number, sent: Progress): void {
    this.#question ??= { at, sent };
  }

  /**
   * The answer to a question is any message that was sent after the question had come: gives the question, and ends
   * it.
   */
  settle(echoedAt: number): Question | undefined {
    const question = this.#question;
    if (question === undefined || echoedAt < question.at) return undefined;
    this.forgetQuestion();
    this.#silences = 0;
    return question;
  }

  forgetQuestion(): void {
    this.#question = undefined;
  }

  addSilence(): void {
    this.#silences++;
  }

  // --- proof
  // ----------------------------------------------------------------------------------------------------------

  /** The peer is suspected: only echoes of what is sent from now on prove anything. */
  demandProof(nowMs: number): void {
    this.#provenFrom = this.#later(nowMs);
    this.#silences = 0;
    this.forgetQuestion();
  }

  /**
   * Whether an echo proves a link that works both ways: it is of a message that was sent after the suspicion arose.
   */
  isProvenBy(echoedAt: number): boolean {
    return echoedAt >= this.#provenFrom;
  }

  /** The peer has lost its memory: its clock has restarted, and messages of its earlier life answer no question. */
  restart(): void {
    this.#last = undefined;
    this.#silences = 0;
    this.forgetQuestion();
  }

  #later(nowMs: number): number {
    return Math.max(tenths(nowMs), tenths(this.#lastAt + 0.1));
  }
}
