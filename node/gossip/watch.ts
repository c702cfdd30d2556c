/**
 * Silence is news: what is not confirmed in time is asked for, then sent again, and a peer that stays silent is suspected.
 *
 * A node that hears nobody at all is probably cut off itself: it asks one peer on behalf of all before it believes so.
 */

import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';

/** Questions that a peer may leave unanswered before it is suspected. */
const PATIENT_SILENCES = 2;

export interface WatchDuties {
  /** How soon a peer is to confirm what it was sent. */
  ackWithinMs(peer: Peer): number;
  ask(peer: Peer): void;
  suspect(peers: readonly Peer[]): void;
}

export class Watch {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #duties: WatchDuties;
  #heardAtMs = -Infinity;
  /** Asked on behalf of all, while nobody is heard. */
  #scout: Peer | undefined;

  constructor(time: NodeTime, hood: Neighbourhood, duties: WatchDuties) {
    this.#time = time;
    this.#hood = hood;
    this.#duties = duties;
  }

  /** Whether nobody is heard: there is no use in sending more. */
  get isCutOff(): boolean {
    return this.#scout !== undefined;
  }

  /** Waits for a sign that what was sent has arrived. A timer that runs is not put off by sending more. */
  expect(peer: Peer, withinMs: number, anew: boolean): void {
    if (peer.retry !== undefined) {
      if (!anew) return;
      peer.retry.cancel();
    }
    peer.mark = { next: peer.next, own: peer.sentOwn };
    peer.markedAtMs = this.#time.now();
    peer.retry = this.#time.after(withinMs + 2 * this.#time.lagMs, (lateMs) => {
      peer.retry = undefined;
      // This node slept: the sign may lie unread in its input.
      if (lateMs > peer.roundTrip.patienceMs / 4) this.expect(peer, peer.roundTrip.patienceMs, true);
      else this.#silence(peer);
    });
  }

  /** A message came. True where it ends a time in which nobody was heard. */
  heard(peer: Peer): boolean {
    this.#heardAtMs = this.#time.now();
    if (!this.#isWaitedFor(peer)) {
      peer.retry?.cancel();
      peer.retry = undefined;
    }
    const was = this.isCutOff;
    this.#scout = undefined;
    return was;
  }

  #silence(peer: Peer): void {
    if (!this.#isWaitedFor(peer)) return;
    const progress = peer.acked >= peer.mark.next && peer.ackedOwn >= peer.mark.own;
    const { patienceMs } = peer.roundTrip;
    if (peer.askedAtMs === undefined && progress) {
      // What was sent while this timer ran has had some of its time already.
      const { oldest } = peer.outgoing;
      const waitedMs = oldest === undefined ? 0 : this.#time.now() - oldest.atMs;
      this.expect(peer, Math.max(0, this.#duties.ackWithinMs(peer) - waitedMs) + patienceMs, false);
      if (oldest !== undefined) peer.mark = oldest.progress;
      return;
    }
    const alone = this.#heardAtMs < peer.markedAtMs;
    if (alone && (this.#scout ??= peer) !== peer && this.#isWaitedFor(this.#scout)) {
      const { markedAtMs } = peer;
      this.expect(peer, patienceMs, true);
      peer.markedAtMs = markedAtMs;
      return;
    }
    if (peer.silences++ < PATIENT_SILENCES) {
      peer.rollBack();
      this.#duties.ask(peer);
      return;
    }
    const silent = alone
      ? this.#hood.peers.filter(
          (each) => each === peer || (this.#isWaitedFor(each) && each.retry !== undefined),
        )
      : [peer];
    this.#scout = undefined;
    this.#duties.suspect(silent);
  }

  #isWaitedFor(peer: Peer): boolean {
    if (peer.suspected) return false;
    return peer.askedAtMs !== undefined || (peer.owes && this.#hood.feeds(peer));
  }
}
