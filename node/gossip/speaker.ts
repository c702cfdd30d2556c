/** When a node sends what, and what it waits for then: news at their time, acknowledgements by the way, questions at once. */

import type { Timer } from '../clock.js';
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
  #up: Timer | undefined;
  #down: { readonly dueMs: number; readonly timer: Timer } | undefined;
  #out: Timer | undefined;
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

  /** Forgets all appointments: the parameters have changed. */
  reset(): void {
    this.#up?.cancel();
    this.#down?.timer.cancel();
    this.#out?.cancel();
    this.#up = this.#down = this.#out = undefined;
    this.#beat.forgetAll();
  }

  /** The delegate is another. */
  forgetDelegate(): void {
    this.#up?.cancel();
    this.#up = undefined;
    this.#beat.forgetDelegate();
  }

  /** Something is new: makes sure that it will be sent to those who may lack it. */
  schedule(): void {
    const now = this.#time.now();
    const { gossipIntervalMs: window } = this.#sender.parameters;
    if (this.#hood.direct) {
      this.#out ??= this.#time.after(window, () => this.#speakOut());
      return;
    }
    const { delegate } = this.#hood;
    if (delegate !== undefined && this.#up === undefined && this.#sender.lacks(delegate)) {
      const { measured, latencyMs } = delegate.roundTrip;
      const due = this.#beat.up(now, window, measured ? latencyMs + this.#time.lagMs : undefined);
      this.#up = this.#time.after(due - now, () => this.#speakUp());
    }
    if (this.#hood.children().some((child) => this.#sender.lacks(child))) this.#scheduleDown(now, window);
  }

  #scheduleDown(now: number, window: number): void {
    const newest = this.#log.entries.at(-1);
    const due = this.#beat.down(now, window, newest?.bornMs ?? now);
    if (this.#down !== undefined) {
      if (this.#down.dueMs <= due) return;
      this.#down.timer.cancel();
    }
    this.#down = { dueMs: due, timer: this.#time.after(due - now, () => this.#speakDown()) };
  }

  #speakUp(): void {
    this.#up = undefined;
    const { delegate } = this.#hood;
    if (delegate === undefined) this.schedule();
    else if (!this.#watch.isCutOff && this.#sender.lacks(delegate)) {
      this.#beat.spokeUp(this.#time.now());
      this.send(delegate, { cause: 'push' });
    }
  }

  #speakDown(): void {
    this.#down = undefined;
    if (this.#watch.isCutOff) return;
    const children = this.#hood.children();
    const lacking = children.filter((child) => this.#sender.lacks(child));
    if (lacking.length === 0) return;
    const values = this.#log.entries.length - this.#spokenOf;
    this.#spokenOf = this.#log.entries.length;
    const { gossipIntervalMs: window } = this.#sender.parameters;
    this.#beat.spokeDown(this.#time.now(), window, values, children.length);
    const cause = this.#hood.delegate === undefined ? 'push' : 'relay';
    for (const child of lacking) this.send(child, { cause });
  }

  #speakOut(): void {
    this.#out = undefined;
    if (this.#watch.isCutOff) return;
    for (const peer of this.#hood.peers) if (this.#sender.lacks(peer)) this.send(peer, { cause: 'push' });
    this.#passOnLater();
  }

  /** Everyone sends to everyone, yet links may be cut: what does not come directly goes along the tree in the end. */
  #passOnLater(): void {
    if (this.#down !== undefined) return;
    if (this.#hood.neighbours().every((peer) => peer.next >= this.#log.entries.length)) return;
    const dueMs = this.#time.now() + DIRECT_GRACE_MS;
    const timer = this.#time.after(DIRECT_GRACE_MS, () => {
      this.#down = undefined;
      for (const peer of this.#hood.neighbours())
        if (this.#sender.lacks(peer)) this.send(peer, { cause: 'relay' });
      this.#passOnLater();
    });
    this.#down = { dueMs, timer };
  }

  /** The peer is to hear within so long that what it sent has come. */
  oweAck(peer: Peer, withinMs: number): void {
    peer.ack ??= this.#time.after(withinMs, () => {
      peer.ack = undefined;
      this.send(peer, { cause: 'ack' });
    });
  }

  ask(peer: Peer, cause: 'repair' | 'probe'): void {
    this.send(peer, { cause, ask: true, complete: true });
  }

  send(peer: Peer, sending: Sending): void {
    peer.ack?.cancel();
    peer.ack = undefined;
    const expectsSign = this.#sender.send(peer, sending);
    if (peer.suspected) {
      peer.askedAtMs = undefined;
      if (sending.ask === true) peer.probedAtMs = this.#time.now();
    } else if (sending.ask === true) this.#watch.expect(peer, peer.roundTrip.patienceMs, true);
    else if (expectsSign)
      this.#watch.expect(peer, this.#sender.ackWithinMs(peer) + peer.roundTrip.patienceMs, false);
  }
}
