/**
 * lww-kv: an eventually consistent key-value store, where the last writer wins. Two replicas, each with its own
 * clock. For each request a random replica is merged into a random replica; then the request is executed on a random
 * one.
 *
 * A write is stamped with its replica's clock, which then advances; of two values of a key the one with the later
 * stamp stays. So an acknowledged write may be hidden for a while, and may be lost for good to an earlier one.
 *
 * Two points follow Maelstrom's documentation and not its code: its replicas never exchange state, so that a value is
 * found with probability 1/2 for ever; and `create_if_not_exists` has no effect there.
 */

import type { Random } from '../../node/index.js';
import { act, KEY_VALUE_TYPES } from './key-value.js';
import type { Handler, Reply, Request } from './service.js';
import type { StoredValue } from './stored-value.js';

interface Replica {
  clock: number;
  readonly values: Map<string, { readonly value: StoredValue; readonly stamp: number }>;
}

export class LastWriteWinsKeyValue implements Handler {
  readonly types = KEY_VALUE_TYPES;
  readonly #random: Random;
  readonly #replicas: readonly Replica[] = [newReplica(), newReplica()];

  constructor(random: Random) {
    this.#random = random;
  }

  answer(request: Request): Reply {
    merge(this.#random.pick(this.#replicas), this.#random.pick(this.#replicas));
    const replica = this.#random.pick(this.#replicas);
    const key = request.field('key').comparable;
    const { reply, written } = act(request, replica.values.get(key)?.value);
    if (written !== undefined) replica.values.set(key, { value: written, stamp: replica.clock++ });
    return reply;
  }
}

function newReplica(): Replica {
  return { clock: 0, values: new Map() };
}

/** Merges the state of `source` into `target`; of two values with one stamp that of `source` wins. */
function merge(source: Replica, target: Replica): void {
  if (source === target) return;
  target.clock = Math.max(source.clock, target.clock);
  for (const [key, told] of source.values) {
    const known = target.values.get(key);
    if (known === undefined || told.stamp >= known.stamp) target.values.set(key, told);
  }
}
