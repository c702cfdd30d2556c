/** Client of the timestamp oracle `lin-tso`: numbers that grow with every request, whichever node asks. */

import { ERRORS, RpcError } from './protocol/errors.js';
import { printExact } from './protocol/exact-json.js';
import type { Rpc, RpcOptions } from './rpc.js';

/** The oracle, for one node. */
export class Timestamps {
  readonly #node: Rpc;

  constructor(node: Rpc) {
    this.#node = node;
  }

  /**
   * A number above all that were given out before it was asked for, and below all that will be asked for afterwards.
   * Rejects with code 0 on timeout; asking again is safe, it only skips a number.
   */
  async next(options?: RpcOptions): Promise<number> {
    const { ts } = await this.#node.rpc('lin-tso', { type: 'ts' }, options);
    if (typeof ts !== 'number')
      throw new RpcError(ERRORS.crash, `lin-tso: expected ts to be a number, got ${printExact(ts)}`);
    return ts;
  }
}
