/**
 * How a node finds its place in the tree, and lets the others know: whom it hangs on, whom it has lost, who came back, and
 * whether it lived before.
 */

import type { Timer } from '../clock.js';
import { tenths } from './message.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';
import type { Probes } from './probes.js';
import type { Sender } from './sender.js';
import type { Speaker } from './speaker.js';

/** A node that hears nothing for so long after its start asks whether it missed something. */
const HELLO_MS = 2000;
/** A new root asks so many peers at first whether they know a better one, then twice as many, and so on. */
const FIRST_CENSUS = 3;

export interface AttachmentParts {
  readonly time: NodeTime;
  readonly hood: Neighbourhood;
  readonly sender: Sender;
  readonly speaker: Speaker;
  readonly probes: Probes;
}

export class Attachment {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #sender: Sender;
  readonly #speaker: Speaker;
  readonly #probes: Probes;
  #census: Timer | undefined;
  /** How many candidates are asked at a time for a way to the root. */
  #candidates = 1;
  #heard = false;
  /** What children were told of the way to the root. */
  #way = '';
  /** Whether this node knows that it lived before, and has told the others. */
  #announced = false;

  constructor({ time, hood, sender, speaker, probes }: AttachmentParts) {
    this.#time = time;
    this.#hood = hood;
    this.#sender = sender;
    this.#speaker = speaker;
    this.#probes = probes;
  }

  /** A message has come: this node is not alone. */
  heard(): void {
    this.#heard = true;
  }

  /** A peer has answered. */
  answered(peer: Peer): void {
    if (peer === this.#hood.delegate) this.#candidates = 1;
  }

  /** Perhaps this is not the start of the cluster but a restart: if it stays quiet, someone is asked what happened before. */
  start(windowMs: number): void {
    if (this.#hood.peers.length === 0) return;
    const waitMs = HELLO_MS + windowMs;
    this.#time.after(this.#hood.delegate === undefined ? 1.5 * waitMs : waitMs, () => this.#hello());
  }

  suspect(peers: readonly Peer[]): void {
    const since = tenths(this.#time.now());
    for (const peer of peers) this.#hood.suspect(peer, since);
    const { delegate } = this.#hood;
    const lostDelegate = delegate?.suspected === true;
    if (lostDelegate) this.#candidates *= 2;
    this.chooseDelegate();
    // The next best may be gone as well: after each failure twice as many are asked at the same time.
    if (lostDelegate) {
      const others = this.#hood.peers.filter(
        (each) => !each.suspected && each.rank < this.#hood.self.rank && each !== this.#hood.delegate,
      );
      for (const each of others.slice(0, this.#candidates / 2 - 1)) this.#speaker.ask(each, 'probe');
    }
    this.#probes.hurry();
  }

  rehabilitate(peer: Peer, doubtsToo: boolean): void {
    this.#hood.trust(peer);
    this.chooseDelegate();
    if (doubtsToo || this.#sender.lacks(peer)) this.#speaker.send(peer, { cause: 'repair' });
    // Where everyone sends to everyone, links that were lost together are regained together.
    if (this.#hood.direct) for (const each of this.#hood.suspects()) this.#speaker.ask(each, 'probe');
    this.#probes.hurry();
    this.#speaker.schedule();
  }

  chooseDelegate(): void {
    const before = this.#hood.delegate;
    const chosen = this.#hood.best();
    if (chosen === before) return;
    this.#hood.delegate = chosen;
    this.#speaker.forgetDelegate();
    // The first choice is what everyone presumes; any later one has to be told to both.
    if (!this.#heard && this.#hood.suspects().length === 0) return;
    if (chosen !== undefined) this.#speaker.ask(chosen, 'repair');
    else this.#takeCensus(FIRST_CENSUS);
    if (before !== undefined && !before.suspected) this.#speaker.send(before, { cause: 'repair' });
    this.#speaker.schedule();
  }

  /** Children must know the way that they hang on: by the way, or in a while. */
  tellWay(): void {
    const way = [...this.#hood.path, this.#hood.tornSinceMs !== undefined].join();
    if (way === this.#way) return;
    this.#way = way;
    for (const child of this.#hood.children()) this.#speaker.oweAck(child, this.#sender.ackWithinMs(child));
  }

  /** A new root asks whoever has not spoken to it since: perhaps it is none, or has children that do not know it. */
  #takeCensus(size: number): void {
    this.#census?.cancel();
    const since = this.#time.now();
    const asked = new Set<Peer>();
    const ask = (count: number): void => {
      this.#census = undefined;
      if (this.#hood.delegate !== undefined) return;
      const silent = this.#hood.peers.filter(
        (peer) => !peer.suspected && !asked.has(peer) && peer.heardAtMs < since,
      );
      if (silent.length === 0) return;
      for (const peer of silent.slice(0, count)) {
        asked.add(peer);
        this.#speaker.ask(peer, 'probe');
      }
      const waitMs = Math.max(...silent.slice(0, count).map((peer) => peer.roundTrip.patienceMs));
      this.#census = this.#time.after(waitMs, () => ask(2 * count));
    };
    ask(size);
  }

  /** A peer on this node's way to its root has lost its memory: those between must learn who hangs on them. */
  rejoin(peer: Peer): void {
    const { delegate, path } = this.#hood;
    if (delegate !== undefined && peer !== delegate && path.includes(peer.id))
      this.#speaker.ask(delegate, 'probe');
  }

  /** This node has learned that it lived before: whoever hung on it must hear of it. */
  announce(): void {
    if (this.#announced) return;
    this.#announced = true;
    for (const peer of this.#hood.peers) if (peer.life === undefined) this.#speaker.ask(peer, 'probe');
  }

  #hello(): void {
    const asked = this.#hood.delegate === undefined ? this.#hood.peers : this.#hood.neighbours();
    for (const peer of asked)
      if (peer.life === undefined && !peer.suspected) this.#speaker.ask(peer, 'probe');
  }
}
