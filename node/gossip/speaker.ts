/**
 * Schedules a node's messages and the waits that follow: new values at their time, acknowledgements attached to other
 * messages, questions at once.
 */

import { Alarm } from './alarm.js';
import type { Beat } from './beat.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';
import { DIRECT_GRACE_MS, type Sender, type Sending } from './sender.js';
import type { ValueLog } from './value-log.js';
import type { Watch } from './watch.js';

export interface SpeakerParts {
  readonly hood: Neighbourhood;
  readonly log: ValueLog;
  readonly beat: Beat;
  readonly sender: Sender;
  readonly watch: Watch;
}

export class Speaker {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #log: ValueLog;
  readonly #beat: Beat;
  readonly #sender: Sender;
  readonly #watch: Watch;
  /** When this node speaks to its delegate, to its children, and to all. */
  readonly #up = new Alarm();
  readonly #down = new Alarm();
  readonly #out = new Alarm();
  #downDueMs = Infinity;
  /** Entries of the log before this were there when this node last spoke to its children. */
  #spokenOf = 0;

  constructor(time: NodeTime, { hood, log, beat, sender, watch }: SpeakerParts) {
    this.#time = time;
    this.#hood = hood;
    this.#log = log;
    this.#beat = beat;
    this.#sender = sender;
    this.#watch = watch;
  }

  /** Cancels all scheduled messages: the parameters have changed. */
  reset(): void {
    for (const alarm of [this.#up, this.#down, this.#out]) alarm.cancel();
    this.#beat.forgetAll();
  }

  /** The delegate has changed. */
  forgetDelegate(): void {
    this.#up.cancel();
    this.#beat.forgetDelegate();
  }

  /** A value is new: schedules messages to the nodes that may lack it. */
  schedule(): void {
    if (this.#hood.direct) this.#out.set(this.#time, this.#sender.windowMs, () => this.#speakOut());
    else {
      const now = this.#time.now();
      this.#scheduleUp(now);
      this.#scheduleDown(now);
    }
  }

  #scheduleUp(now: number): void {
    const { delegate } = this.#hood;
    if (delegate === undefined || this.#up.isSet) return;
    this.#sender.skipCovered(delegate);
    if (this.#sender.nextMissing(delegate) === undefined) return;
    const { measured, latencyMs } = delegate.link.roundTrip;
    const travelMs = measured ? latencyMs + this.#time.lagMs : undefined;
    const due = this.#beat.up(now, this.#sender.windowMs, travelMs);
    this.#up.set(this.#time, due - now, () => this.#speakUp());
  }

  #scheduleDown(now: number): void {
    const { windowMs } = this.#sender;
    if (!this.#hasLackingChild()) return;
    const newest = this.#log.entries.at(-1);
    const due = this.#beat.down(now, windowMs, newest?.bornMs ?? now);
    if (this.#down.isSet && this.#downDueMs <= due) return;
    this.#setDown(now, due, () => this.#speakDown());
  }

  #setDown(now: number, due: number, speak: () => void): void {
    this.#down.cancel();
    this.#downDueMs = due;
    this.#down.set(this.#time, due - now, speak);
  }

  #hasLackingChild(): boolean {
    for (const child of this.#hood.children()) {
      this.#sender.skipCovered(child);
      if (this.#sender.nextMissing(child) !== undefined) return true;
    }
    return false;
  }

  #speakUp(): void {
    const { delegate } = this.#hood;
    if (delegate === undefined) return this.schedule();
    if (this.#watch.isCutOff) return;
    this.#sender.skipCovered(delegate);
    if (this.#sender.nextMissing(delegate) === undefined) return;
    this.#beat.spokeUp(this.#time.now());
    this.send(delegate, { cause: 'push' });
  }

  #speakDown(): void {
    if (this.#watch.isCutOff) return;
    const children = this.#hood.children();
    for (const child of children) this.#sender.skipCovered(child);
    const lacking = children.filter((child) => this.#sender.nextMissing(child) !== undefined);
    if (lacking.length === 0) return;
    const values = this.#log.entries.length - this.#spokenOf;
    this.#spokenOf = this.#log.entries.length;
    this.#beat.spokeDown(this.#time.now(), this.#sender.windowMs, values, children.length);
    const cause = this.#hood.delegate === undefined ? 'push' : 'relay';
    for (const child of lacking) this.send(child, { cause });
  }

  #speakOut(): void {
    if (this.#watch.isCutOff) return;
    for (const peer of this.#hood.peers) this.supply(peer, 'push');
    this.#passOnLater();
  }

  /**
   * Everyone sends to everyone, yet links may be cut: values that do not arrive directly go along the tree after a
   * while.
   */
  #passOnLater(): void {
    if (this.#down.isSet) return;
    const { length } = this.#log.entries;
    if (this.#hood.neighbours().every((peer) => peer.cursor.sent.next >= length)) return;
    const now = this.#time.now();
    this.#setDown(now, now + DIRECT_GRACE_MS, () => {
      for (const peer of this.#hood.neighbours()) this.supply(peer, 'relay');
      this.#passOnLater();
    });
  }

  /** Sends the peer the values that it lacks, if there are any. */
  supply(peer: Peer, cause: 'push' | 'relay' | 'repair'): void {
    this.#sender.skipCovered(peer);
    if (this.#sender.nextMissing(peer) !== undefined) this.send(peer, { cause });
  }

  /** Schedules an acknowledgement to the peer within this time. */
  oweAck(peer: Peer, withinMs: number): void {
    peer.alarms.ack.set(this.#time, withinMs, () => this.send(peer, { cause: 'ack' }));
  }

  /** Asks the peer to answer at once, and to report all that it has. */
  ask(peer: Peer, cause: 'repair' | 'probe'): void {
    this.send(peer, { cause, ask: true, complete: true });
  }

  send(peer: Peer, sending: Sending): void {
    const { link, standing, alarms } = peer;
    alarms.ack.cancel();
    const expectsSign = this.#sender.send(peer, sending);
    const { patienceMs } = link.roundTrip;
    if (peer.isSuspected) {
      link.forgetQuestion();
      if (sending.ask === true) standing.probed(this.#time.now());
    } else if (sending.ask === true) this.#watch.expect(peer, patienceMs, true);
    else if (expectsSign) this.#watch.expect(peer, this.#sender.ackWithinMs(peer) + patienceMs, false);
  }
}
