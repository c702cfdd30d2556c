/**
 * What a replica must never forget, beside its log: in which term it is and whom it voted for in it. It is on disk before
 * anybody hears of it; a node that forgot its vote could vote twice in one term, and the term could have two leaders.
 */

import type { Random } from '../random.js';
import type { Storage } from '../storage.js';

export interface Ballot {
  readonly term: number;
  readonly vote: string | null;
  /** The name of this disk, drawn when it was empty. */
  readonly disk: string;
  /** False from an empty disk until the node is one of the founders, or admitted by a leader: until then it does not count. */
  readonly member: boolean;
  /** The founders, each with its disk; empty where the node has not heard of them. */
  readonly roster: Readonly<Record<string, string>>;
  /** What it has promised a leader at most: it may have done so just before it was killed. */
  readonly patienceMs: number;
}

const FILE = 'ballot';

export class BallotBox {
  readonly #storage: Storage;
  #ballot: Ballot;

  /** `random` names the disk where it has no name. */
  constructor(storage: Storage, random: Random) {
    this.#storage = storage;
    const text = storage.read(FILE);
    if (text !== undefined) this.#ballot = JSON.parse(text) as Ballot;
    else {
      const disk = [0, 1].map(() => random.integer(0, 0xffffffff).toString(36)).join('.');
      this.#ballot = { term: 0, vote: null, disk, member: false, roster: {}, patienceMs: 0 };
      this.change({});
    }
  }

  get ballot(): Ballot {
    return this.#ballot;
  }

  change(what: Partial<Ballot>): void {
    this.#ballot = { ...this.#ballot, ...what };
    this.#storage.write(FILE, JSON.stringify(this.#ballot));
  }
}
