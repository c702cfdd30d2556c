/**
 * Detects silence: a missing confirmation is asked for, then the values are sent again, and a peer that stays silent
 * is suspected.
 *
 * A node that hears no peer at all is probably cut off itself: it asks one peer on behalf of all before it suspects
 * the rest.
 */

import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Progress } from './numbering.js';
import type { Peer } from './peer.js';
import type { Sender } from './sender.js';

/** Questions that a peer may leave unanswered before it is suspected. */
const PATIENT_SILENCES = 2;

/** Handles the events that the watch detects. */
export interface WatchListener {
  /** The peer has not confirmed what it was sent, and has to be asked. */
  silent(peer: Peer): void;
  /** These peers have not answered several questions. */
  lost(peers: readonly Peer[]): void;
}

/** A time of waiting for a peer's confirmation. */
interface Wait {
  /** What the peer is to confirm. */
  readonly mark: Progress;
  readonly sinceMs: number;
}

export class Watch {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #sender: Sender;
  #listener: WatchListener | undefined;
  #heardAtMs = -Infinity;
  /** The peer that is asked on behalf of all while no peer is heard. */
  #scout: Peer | undefined;

  constructor(time: NodeTime, hood: Neighbourhood, sender: Sender) {
    this.#time = time;
    this.#hood = hood;
    this.#sender = sender;
  }

  /** Sets the handler. Called once. */
  listen(listener: WatchListener): void {
    this.#listener = listener;
  }

  /** Whether no peer is heard: sending more would be useless. */
  get isCutOff(): boolean {
    return this.#scout !== undefined;
  }

  /**
   * Waits for a sign that what was sent has arrived. Sending more does not put off a wait, unless it begins `anew`.
   */
  expect(peer: Peer, withinMs: number, anew: boolean): void {
    const { retry } = peer.alarms;
    if (anew) retry.cancel();
    else if (retry.isSet) return;
    this.#wait(peer, withinMs, { mark: peer.cursor.sent, sinceMs: this.#time.now() });
  }

  /** A message came. Returns true if it ends a time in which no peer was heard. */
  heard(peer: Peer): boolean {
    this.#heardAtMs = this.#time.now();
    if (!this.#isWaitedFor(peer)) peer.alarms.retry.cancel();
    const wasCutOff = this.isCutOff;
    this.#scout = undefined;
    return wasCutOff;
  }

  #wait(peer: Peer, withinMs: number, wait: Wait): void {
    const delayMs = withinMs + 2 * this.#time.lagMs;
    peer.alarms.retry.set(this.#time, delayMs, (lateMs) => {
      const { patienceMs } = peer.link.roundTrip;
      // This node stood still: the sign may lie unread in its input.
      if (lateMs > patienceMs / 4) this.expect(peer, patienceMs, true);
      else if (this.#isWaitedFor(peer)) this.#overdue(peer, wait);
    });
  }

  /** The wait for a peer has ended without a sign. */
  #overdue(peer: Peer, wait: Wait): void {
    const { link, cursor } = peer;
    if (!link.isAsked && cursor.hasAcknowledged(wait.mark)) return this.#waitForRest(peer);
    const isAlone = this.#heardAtMs < wait.sinceMs;
    if (isAlone && this.#isScoutedFor(peer)) {
      this.#wait(peer, link.roundTrip.patienceMs, { mark: cursor.sent, sinceMs: wait.sinceMs });
    } else if (link.silences < PATIENT_SILENCES) {
      link.addSilence();
      cursor.rollBack();
      this.#listener?.silent(peer);
    } else {
      this.#scout = undefined;
      this.#listener?.lost(isAlone ? this.#allSilent(peer) : [peer]);
    }
  }

  /** Messages sent during the wait have had part of their time already. */
  #waitForRest(peer: Peer): void {
    const { link, cursor } = peer;
    const now = this.#time.now();
    const { oldestOpen: oldest } = cursor;
    const waitedMs = oldest === undefined ? 0 : now - oldest.atMs;
    const withinMs = Math.max(0, this.#sender.ackWithinMs(peer) - waitedMs) + link.roundTrip.patienceMs;
    this.#wait(peer, withinMs, { mark: oldest?.progress ?? cursor.sent, sinceMs: now });
  }

  /** Whether another peer is asked already; otherwise this one is asked on behalf of all. */
  #isScoutedFor(peer: Peer): boolean {
    this.#scout ??= peer;
    return this.#scout !== peer && this.#isWaitedFor(this.#scout);
  }

  /** The peer, and all others that are waited for as well. */
  #allSilent(peer: Peer): readonly Peer[] {
    return this.#hood.peers.filter(
      (each) => each === peer || (this.#isWaitedFor(each) && each.alarms.retry.isSet),
    );
  }

  #isWaitedFor(peer: Peer): boolean {
    if (peer.isSuspected) return false;
    return peer.link.isAsked || (peer.cursor.owes && this.#hood.feeds(peer));
  }
}
