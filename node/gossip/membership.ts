/**
 * How a node finds its place in the tree and informs the others: which delegate it follows, which peers it has lost,
 * which have returned, and whether it lived before.
 */

import { Alarm } from './alarm.js';
import { tenths } from './message.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';
import type { Probes } from './probes.js';
import type { Sender } from './sender.js';
import type { Speaker } from './speaker.js';
import type { WatchListener } from './watch.js';

/** A node that hears nothing for this long after its start asks whether it missed values. */
const HELLO_MS = 2000;
/** A new root first asks this many peers whether they know a better one, then twice as many, and so on. */
const FIRST_CENSUS = 3;

export interface MembershipParts {
  readonly time: NodeTime;
  readonly hood: Neighbourhood;
  readonly sender: Sender;
  readonly speaker: Speaker;
  readonly probes: Probes;
}

export class Membership implements WatchListener {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #sender: Sender;
  readonly #speaker: Speaker;
  readonly #probes: Probes;
  readonly #census = new Alarm();
  /** How many candidates are asked at a time for a path to the root. */
  #candidates = 1;
  #wasHeard = false;
  /** The path to the root that was last reported to the children, and whether the tree was torn. */
  #reported = '';
  /** Whether this node knows that it lived before, and has informed the others. */
  #isAnnounced = false;

  constructor({ time, hood, sender, speaker, probes }: MembershipParts) {
    this.#time = time;
    this.#hood = hood;
    this.#sender = sender;
    this.#speaker = speaker;
    this.#probes = probes;
  }

  /**
   * This may be a restart instead of the start of the cluster: if no message comes, it asks peers for what it missed.
   */
  start(): void {
    if (this.#hood.peers.length === 0) return;
    const waitMs = HELLO_MS + this.#sender.windowMs;
    this.#time.after(this.#hood.delegate === undefined ? 1.5 * waitMs : waitMs, () => this.#hello());
  }

  /** A message has come: this node is not alone. */
  heard(): void {
    this.#wasHeard = true;
  }

  /** A peer has answered. */
  answered(peer: Peer): void {
    if (peer === this.#hood.delegate) this.#candidates = 1;
  }

  silent(peer: Peer): void {
    this.#speaker.ask(peer, 'repair');
  }

  lost(peers: readonly Peer[]): void {
    const since = tenths(this.#time.now());
    for (const peer of peers) this.#hood.suspect(peer, since);
    const { delegate } = this.#hood;
    const lostDelegate = delegate?.isSuspected === true;
    if (lostDelegate) this.#candidates *= 2;
    this.chooseDelegate();
    if (lostDelegate) this.#askOtherCandidates();
    this.#probes.hurry();
  }

  /** The next best delegate may be gone as well: after each failure twice as many are asked at the same time. */
  #askOtherCandidates(): void {
    const { peers, self, delegate } = this.#hood;
    const others = peers.filter((each) => !each.isSuspected && each.rank < self.rank && each !== delegate);
    for (const each of others.slice(0, this.#candidates / 2 - 1)) this.#speaker.ask(each, 'probe');
  }

  /** A suspect has proven that its link works both ways. `doubtsToo`: it suspects this node as well. */
  regain(peer: Peer, doubtsToo: boolean): void {
    this.#hood.trust(peer);
    this.chooseDelegate();
    if (doubtsToo) this.#speaker.send(peer, { cause: 'repair' });
    else this.#speaker.supply(peer, 'repair');
    // If everyone sends to everyone, links that were lost together are regained together.
    if (this.#hood.direct) for (const each of this.#hood.suspects()) this.#speaker.ask(each, 'probe');
    this.#probes.hurry();
    this.#speaker.schedule();
  }

  chooseDelegate(): void {
    const before = this.#hood.delegate;
    const chosen = this.#hood.best();
    if (chosen === before) return;
    this.#hood.follow(chosen);
    this.#speaker.forgetDelegate();
    // Every node presumes the first choice; a later one has to be reported to both.
    if (!this.#wasHeard && this.#hood.suspects().length === 0) return;
    if (chosen !== undefined) this.#speaker.ask(chosen, 'repair');
    else this.#takeCensus(FIRST_CENSUS);
    if (before !== undefined && !before.isSuspected) this.#speaker.send(before, { cause: 'repair' });
    this.#speaker.schedule();
  }

  /** Children must learn this node's path: with the next message to them, or within an acknowledgement's time. */
  reportPath(): void {
    const path = [...this.#hood.path, this.#hood.tornSinceMs !== undefined].join();
    if (path === this.#reported) return;
    this.#reported = path;
    for (const child of this.#hood.children()) this.#speaker.oweAck(child, this.#sender.ackWithinMs(child));
  }

  /**
   * A new root asks the peers that have not spoken to it since: it may be none, or have children that do not know it.
   */
  #takeCensus(size: number): void {
    this.#census.cancel();
    const since = this.#time.now();
    const asked = new Set<Peer>();
    const ask = (count: number): void => {
      if (this.#hood.delegate !== undefined) return;
      const silent = this.#hood.peers
        .filter((peer) => !peer.isSuspected && !asked.has(peer) && peer.heardAtMs < since)
        .slice(0, count);
      if (silent.length === 0) return;
      for (const peer of silent) {
        asked.add(peer);
        this.#speaker.ask(peer, 'probe');
      }
      const waitMs = Math.max(...silent.map((peer) => peer.link.roundTrip.patienceMs));
      this.#census.set(this.#time, waitMs, () => ask(2 * count));
    };
    ask(size);
  }

  /**
   * A peer on this node's path to its root has lost its memory: those between must learn that this node hangs on
   * them.
   */
  rejoin(peer: Peer): void {
    const { delegate, path } = this.#hood;
    if (delegate !== undefined && peer !== delegate && path.includes(peer.id))
      this.#speaker.ask(delegate, 'probe');
  }

  /** This node has learned that it lived before: its children from that life must be informed. */
  announce(): void {
    if (this.#isAnnounced) return;
    this.#isAnnounced = true;
    for (const peer of this.#hood.peers) if (peer.life === undefined) this.#speaker.ask(peer, 'probe');
  }

  #hello(): void {
    const asked = this.#hood.delegate === undefined ? this.#hood.peers : this.#hood.neighbours();
    for (const peer of asked)
      if (peer.life === undefined && !peer.isSuspected) this.#speaker.ask(peer, 'probe');
  }
}
