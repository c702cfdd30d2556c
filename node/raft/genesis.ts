/**
 * How a cluster is founded when all disks are empty, and how that is distinguished from a disk that was emptied
 * later.
 *
 * The first node of the cluster is its founder. It asks all others; only if each reports that it is blank too does it
 * found the cluster: it writes down the roster, every node with the name of its disk, and stands for election. A node
 * that finds its own disk in the roster, which comes with each vote, is a member. A disk that was emptied later has a
 * new name and is in no roster; if it is the founder's own, another node answers that it is not blank.
 *
 * There is one founder, so there is one roster. In return, the founder must reach every node once to begin.
 */

import type { Timer } from '../clock.js';
import type { BallotBox } from './ballot.js';
import type { Here } from './message.js';
import type { Surroundings } from './surroundings.js';

const RETRY_MS = 300;

export class Genesis {
  readonly #surroundings: Surroundings;
  readonly #box: BallotBox;
  readonly #founded: () => void;
  readonly #disks = new Map<string, string>();
  #timer: Timer | undefined;

  /** `founded` is called when this node has founded the cluster. */
  constructor(surroundings: Surroundings, box: BallotBox, founded: () => void) {
    this.#surroundings = surroundings;
    this.#box = box;
    this.#founded = founded;
  }

  start(): void {
    const { self, nodes } = this.#surroundings;
    if (this.#box.ballot.member || nodes[0] !== self) return;
    this.#disks.set(self, this.#box.ballot.disk);
    this.#ask();
  }

  hello(src: string): void {
    const { disk, member } = this.#box.ballot;
    this.#surroundings.send(src, { type: 'here', disk, blank: !member });
  }

  here(src: string, { disk, blank }: Here): void {
    if (this.#timer === undefined) return;
    if (blank) {
      this.#disks.set(src, disk);
      this.#found();
    } else this.#stop();
  }

  /** Takes a roster, and becomes a member if this node's disk is in it. */
  adopt(roster: Readonly<Record<string, string>>): void {
    const { disk, member } = this.#box.ballot;
    if (member || roster[this.#surroundings.self] !== disk) return;
    this.#stop();
    this.#box.change({ member: true, roster });
  }

  #ask(): void {
    const { nodes, send, after } = this.#surroundings;
    for (const node of nodes) if (!this.#disks.has(node)) send(node, { type: 'hello' });
    this.#timer = after(RETRY_MS, () => this.#ask());
    this.#found();
  }

  #found(): void {
    const { nodes } = this.#surroundings;
    if (this.#disks.size < nodes.length) return;
    this.#stop();
    this.#box.change({ member: true, roster: Object.fromEntries(this.#disks) });
    this.#founded();
  }

  #stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
