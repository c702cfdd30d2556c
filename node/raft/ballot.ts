/**
 * A replica's durable state beside its log: its term, and its vote in that term. It is on disk before any other node
 * learns of it; a node that forgot its vote could vote twice in one term, and the term could have two leaders.
 */

import type { Random } from '../random.js';
import type { Storage } from '../storage.js';

export interface Ballot {
  readonly term: number;
  readonly vote: string | null;
  /** The name of this disk, drawn when it was empty. */
  readonly disk: string;
  /**
   * False from an empty disk until the node is one of the founders or is admitted by a leader; until then it does not
   * count.
   */
  readonly member: boolean;
  /** The founders, each with its disk; empty until the node has heard of them. */
  readonly roster: Readonly<Record<string, string>>;
  /** The longest patience that it may have promised a leader, perhaps just before it was killed. */
  readonly patienceMs: number;
}

const FILE = 'ballot';

export class BallotBox {
  readonly #storage: Storage;
  #ballot: Ballot;

  /** `random` draws the name of a disk that has none. */
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
