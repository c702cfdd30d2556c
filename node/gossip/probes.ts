/**
 * Looking for peers that were lost: those that are suspected, and those that may not know yet that this node is a
 * root.
 *
 * A root looks for the lowest-ranked suspect about once a window, for that is where its tree belongs, and for the
 * others in turn and ever more rarely. Others look only for those they have reason to think are there.
 */

import type { Random } from '../random.js';
import { Alarm } from './alarm.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';
import type { Sender } from './sender.js';
import type { Speaker } from './speaker.js';

const SHORTEST_MS = 50;
const RESTFUL_MS = 10_000;
/** For this long after the last loss a root looks eagerly. */
const EAGER_FOR_MS = 30_000;
/** Of this many probes of a root, one goes to another than its lowest suspect. */
const TURN = 3;

export interface ProbesParts {
  readonly time: NodeTime;
  readonly hood: Neighbourhood;
  readonly random: Random;
  readonly sender: Sender;
  readonly speaker: Speaker;
}

export class Probes {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #random: Random;
  readonly #sender: Sender;
  readonly #speaker: Speaker;
  readonly #next = new Alarm();
  #count = 0;

  constructor({ time, hood, random, sender, speaker }: ProbesParts) {
    this.#time = time;
    this.#hood = hood;
    this.#random = random;
    this.#sender = sender;
    this.#speaker = speaker;
  }

  /** Goes on looking, if there is a peer to look for. */
  schedule(): void {
    if (this.#next.isSet) return;
    const targets = this.#targets();
    if (targets.length === 0) return;
    const waitMs = this.#waitMs(targets) * (1 + this.#random.fraction() / 10);
    this.#next.set(this.#time, waitMs, () => this.#probe());
  }

  /** A peer was lost or found: a long wait begins anew. */
  hurry(): void {
    this.#next.cancel();
    this.schedule();
  }

  #probe(): void {
    const [first, ...others] = this.#targets();
    if (first === undefined) return;
    const turn = this.#count++;
    const isEager = first.rank < this.#hood.self.rank;
    if (isEager) this.#speaker.ask(first, 'probe');
    if (!isEager || turn % TURN === TURN - 1) {
      const pool = isEager ? others : [first, ...others];
      const other = pool[Math.floor(turn / (isEager ? TURN : 1)) % Math.max(1, pool.length)];
      if (other !== undefined) this.#speaker.ask(other, 'probe');
    }
    this.schedule();
  }

  #waitMs(targets: readonly Peer[]): number {
    const nearest = Math.min(...targets.map((peer) => peer.link.roundTrip.ms));
    const eager = Math.max(SHORTEST_MS, nearest + this.#sender.windowMs / 2);
    const sinceMs = this.#time.now() - Math.max(...targets.map((peer) => peer.standing.suspectedSinceMs));
    const isRoot = this.#hood.delegate === undefined || this.#hood.direct;
    if (isRoot && sinceMs < EAGER_FOR_MS) return eager;
    return Math.max(eager, Math.min(RESTFUL_MS, 4 * eager + sinceMs / 8));
  }

  /**
   * A root, and every node if all send to all, looks for all suspects; others for those on their delegate's path. In
   * a torn tree each looks for all peers that it does not know to be in its own: one of them may join the parts.
   */
  #targets(): readonly Peer[] {
    const { delegate, direct, tornSinceMs } = this.#hood;
    const suspects = this.#hood.suspects();
    if (tornSinceMs !== undefined) return [...suspects, ...this.#hood.strangers(tornSinceMs)];
    if (delegate === undefined || direct) return suspects;
    return suspects.filter(
      (peer) =>
        this.#hood.isChild(peer) ||
        this.#hood.isOwnRelay(peer) ||
        delegate.standing.path?.includes(peer.id) === true,
    );
  }
}
