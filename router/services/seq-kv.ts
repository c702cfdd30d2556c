/**
 * seq-kv: a sequentially consistent key-value store. All requesters see one order of changes, but a requester may see
 * a past state; never one older than it has seen.
 *
 * Each request is tried on a state drawn from those between the last one that its requester has seen and the newest.
 * If it changes nothing there, that is its answer, however stale: a read, a failed compare-and-set, a write of the
 * same value. Otherwise it is executed on the newest state, which its requester has then seen.
 *
 * The last 32 states are remembered, and no requester sees an older one. In that case Maelstrom takes a newer state
 * for the older one, and lets the requester fall back afterwards: a defect that is not repeated here.
 */

import type { Random } from '../../node/index.js';
import { act, KEY_VALUE_TYPES } from './key-value.js';
import type { Handler, Reply, Request } from './service.js';
import type { StoredValue } from './stored-value.js';

const REMEMBERED_STATES = 32;

/** The value of a key from state number `since` on. */
interface Version {
  readonly since: number;
  readonly value: StoredValue;
}

export class SequentialKeyValue implements Handler {
  readonly types = KEY_VALUE_TYPES;
  readonly #random: Random;
  readonly #remembered: number;
  /** The versions of each key, oldest first. States are counted 0 (empty), 1, 2, ... */
  readonly #versions = new Map<string, Version[]>();
  readonly #seen = new Map<string, number>();
  #newest = 0;

  constructor(random: Random, rememberedStates = REMEMBERED_STATES) {
    this.#random = random;
    this.#remembered = rememberedStates;
  }

  answer(request: Request): Reply {
    const { src } = request;
    const key = request.field('key').comparable;
    const state = this.#random.integer(Math.max(this.#seen.get(src) ?? 0, this.#oldest), this.#newest);
    const held = this.#at(key, state);
    const past = act(request, held);
    if (past.written === undefined || held?.same(past.written) === true) {
      this.#seen.set(src, state);
      return past.reply;
    }
    const { reply, written } = act(request, this.#at(key, this.#newest));
    this.#newest++;
    if (written !== undefined) this.#write(key, written);
    this.#seen.set(src, this.#newest);
    return reply;
  }

  get #oldest(): number {
    return Math.max(0, this.#newest - this.#remembered + 1);
  }

  #at(key: string, state: number): StoredValue | undefined {
    return this.#versions.get(key)?.findLast(({ since }) => since <= state)?.value;
  }

  #write(key: string, value: StoredValue): void {
    const versions = this.#versions.get(key) ?? [];
    const oldest = this.#oldest;
    // Versions that ended before the oldest visible state are not needed.
    const first = versions.findLastIndex(({ since }) => since <= oldest);
    this.#versions.set(key, [...versions.slice(Math.max(0, first)), { since: this.#newest, value }]);
  }
}
