/**
 * Looking for peers that were lost: who is suspected, and who may not know yet that this node is a root.
 *
 * A root looks for the lowest-ranked suspect about once a window, for that is where its tree belongs, and for the others in
 * turn and ever more rarely. Others look only for those they have reason to think are there.
 */

import type { Timer } from '../clock.js';
import type { Random } from '../random.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';

const SHORTEST_MS = 50;
const RESTFUL_MS = 10_000;
/** For so long after the last loss a root looks eagerly. */
const EAGER_FOR_MS = 30_000;
/** Of so many probes of a root, one goes to another than its lowest suspect. */
const TURN = 3;

export interface ProbeDuties {
  windowMs(): number;
  probe(peer: Peer): void;
}

export class Probes {
  readonly #time: NodeTime;
  readonly #hood: Neighbourhood;
  readonly #random: Random;
  readonly #duties: ProbeDuties;
  #timer: Timer | undefined;
  #count = 0;

  constructor(time: NodeTime, hood: Neighbourhood, random: Random, duties: ProbeDuties) {
    this.#time = time;
    this.#hood = hood;
    this.#random = random;
    this.#duties = duties;
  }

  /** Goes on looking, if there is anyone to look for. */
  schedule(): void {
    if (this.#timer !== undefined) return;
    const targets = this.#targets();
    if (targets.length === 0) return;
    this.#timer = this.#time.after(this.#waitMs(targets) * (1 + this.#random.fraction() / 10), () => {
      this.#timer = undefined;
      const [first, ...others] = this.#targets();
      if (first === undefined) return;
      const turn = this.#count++;
      const isEager = first.rank < this.#hood.self.rank;
      if (isEager) this.#duties.probe(first);
      if (!isEager || turn % TURN === TURN - 1) {
        const pool = isEager ? others : [first, ...others];
        const other = pool[Math.floor(turn / (isEager ? TURN : 1)) % Math.max(1, pool.length)];
        if (other !== undefined) this.#duties.probe(other);
      }
      this.schedule();
    });
  }

  /** Somebody was lost or found: whoever waits long waits anew. */
  hurry(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.schedule();
  }

  #waitMs(targets: readonly Peer[]): number {
    const nearest = Math.min(...targets.map((peer) => peer.roundTrip.ms));
    const eager = Math.max(SHORTEST_MS, nearest + this.#duties.windowMs() / 2);
    const sinceMs = this.#time.now() - Math.max(...targets.map((peer) => peer.suspectedSinceMs));
    const isRoot = this.#hood.delegate === undefined || this.#hood.direct;
    if (isRoot && sinceMs < EAGER_FOR_MS) return eager;
    return Math.max(eager, Math.min(RESTFUL_MS, 4 * eager + sinceMs / 8));
  }

  /**
   * A root, and everyone where all send to all, looks for all suspects; others for those on their delegate's way. In a torn
   * tree each looks for all whom it does not know to be in its own: one of them may join the parts.
   */
  #targets(): readonly Peer[] {
    const { delegate, direct, tornSinceMs } = this.#hood;
    const suspects = this.#hood.suspects();
    if (tornSinceMs !== undefined) return [...suspects, ...this.#hood.strangers(tornSinceMs)];
    if (delegate === undefined || direct) return suspects;
    return suspects.filter(
      (peer) =>
        this.#hood.isChild(peer) || this.#hood.isOwnRelay(peer) || delegate.path?.includes(peer.id) === true,
    );
  }
}
