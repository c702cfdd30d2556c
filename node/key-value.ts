/**
 * Client of the key-value services (`lin-kv`, `seq-kv`, `lww-kv`): read, write, compare-and-set, and the loop that
 * most programs want, `update`.
 */

import { ERRORS, RpcError } from './protocol/errors.js';
import type { Rpc, RpcOptions } from './rpc.js';

/** The network's key-value services: linearizable, sequential, and last write wins. */
export type KeyValueService = 'lin-kv' | 'seq-kv' | 'lww-kv';

/**
 * One of those services, for one node. Keys and values are any JSON values. Every method rejects with an `RpcError`,
 * on a timeout with code 0: then a write may have happened or not.
 */
export class KeyValue {
  readonly #node: Rpc;
  readonly #service: KeyValueService;

  constructor(node: Rpc, service: KeyValueService) {
    this.#node = node;
    this.#service = service;
  }

  /** The value of a key. Rejects with code 20 if the key does not exist. */
  async read(key: unknown, options?: RpcOptions): Promise<unknown> {
    const reply = await this.#node.rpc(this.#service, { type: 'read', key }, options);
    return reply['value'];
  }

  /** The value of a key, or `missing` if the key does not exist. */
  async readOr(key: unknown, missing: unknown, options?: RpcOptions): Promise<unknown> {
    try {
      return await this.read(key, options);
    } catch (error) {
      if (error instanceof RpcError && error.code === ERRORS.keyDoesNotExist.code) return missing;
      throw error;
    }
  }

  /** Sets the key, whatever it held. */
  async write(key: unknown, value: unknown, options?: RpcOptions): Promise<void> {
    await this.#node.rpc(this.#service, { type: 'write', key, value }, options);
  }

  /**
   * Sets the key to `to` if it holds `from`. Rejects with code 22 if it holds something else, and with code 20 if
   * it does not exist, unless `create` is true: then it is made.
   */
  async compareAndSet(
    key: unknown,
    from: unknown,
    to: unknown,
    options?: RpcOptions & { readonly create?: boolean },
  ): Promise<void> {
    const body = {
      type: 'cas',
      key,
      from,
      to,
      ...(options?.create === true && { create_if_not_exists: true }),
    };
    await this.#node.rpc(this.#service, body, options);
  }

  /**
   * Replaces the value by `change(value)`, again and again until no other writer came between. `change` gets
   * `initial` if the key does not exist, may run several times, and must be pure. Resolves with the value that was
   * set.
   *
   * A timeout rejects rather than repeats: the change may have happened, and doing it twice is not the same as once.
   */
  async update(
    key: unknown,
    initial: unknown,
    change: (value: unknown) => unknown,
    options?: RpcOptions,
  ): Promise<unknown> {
    for (;;) {
      const from = await this.readOr(key, initial, options);
      const to = change(from);
      try {
        await this.compareAndSet(key, from, to, { ...options, create: true });
        return to;
      } catch (error) {
        if (!(error instanceof RpcError && error.code === ERRORS.preconditionFailed.code)) throw error;
      }
    }
  }
}
