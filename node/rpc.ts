/** Requests to other endpoints, as the clients of services see them (`key-value.ts`, `timestamps.ts`). */

import type { Body } from './protocol/message.js';

/** How long a request waits for its reply. */
export interface RpcOptions {
  /** After this many milliseconds the promise rejects with code 0, `timeout`. 1,000 by default. */
  readonly timeoutMs?: number;
  /** If it aborts, the promise rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** Any sender of requests. A `Node` is one. */
export interface Rpc {
  /**
   * Sends a request and resolves with the body of its reply. Rejects with an `RpcError` on an error reply and on
   * timeout (code 0), and with the signal's reason when that aborts.
   */
  rpc(dest: string, body: Body, options?: RpcOptions): Promise<Body>;
}
