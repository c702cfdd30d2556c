/** The requests of a node that have no reply yet. Each is settled once: by its reply, its timeout or its signal. */

import { type Clock, nanoseconds } from './clock.js';
import type { Output } from './output.js';
import { asError, ERRORS, RpcError } from './protocol/errors.js';
import type { Body, MessageNumber } from './protocol/message.js';
import type { RpcOptions } from './rpc.js';

const TIMEOUT_MS = 1000;

interface OpenRpc {
  readonly resolve: (body: Body) => void;
  readonly reject: (error: Error) => void;
  /** Stops the timer and forgets the abort listener. */
  readonly release: () => void;
}

/** Sends requests for one node, and keeps them until they are settled. */
export class OpenRpcs {
  readonly #clock: Clock;
  readonly #output: Output;
  readonly #open = new Map<MessageNumber, OpenRpc>();

  constructor(clock: Clock, output: Output) {
    this.#clock = clock;
    this.#output = output;
  }

  /** Sends a request of node `src`; see `Rpc.rpc` for the outcome. */
  send(src: string, dest: string, body: Body, options: RpcOptions): Promise<Body> {
    const { timeoutMs = TIMEOUT_MS, signal } = options;
    if (signal?.aborted === true) return Promise.reject(asError(signal.reason));
    const msgId = this.#output.takeMsgId();
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => this.#take(msgId)?.reject(error);
      const timer = this.#clock.schedule(nanoseconds(timeoutMs), () => fail(timeout(dest, body, timeoutMs)));
      const abort = (): void => fail(asError(signal?.reason));
      signal?.addEventListener('abort', abort, { once: true });
      const release = (): void => {
        timer.cancel();
        signal?.removeEventListener('abort', abort);
      };
      this.#open.set(msgId, { resolve, reject, release });
      this.#output.send({ src, dest, body: { ...body, msg_id: msgId } });
    });
  }

  /** Takes a reply. A reply to no open request is late or a duplicate: that request has been settled. */
  settle(msgId: MessageNumber, body: Body): void {
    const rpc = this.#take(msgId);
    if (rpc === undefined) return;
    if (body.type === 'error') rpc.reject(RpcError.fromBody(body));
    else rpc.resolve(body);
  }

  #take(msgId: MessageNumber): OpenRpc | undefined {
    const rpc = this.#open.get(msgId);
    this.#open.delete(msgId);
    rpc?.release();
    return rpc;
  }
}

function timeout(dest: string, { type = 'a message' }: Body, timeoutMs: number): RpcError {
  return new RpcError(ERRORS.timeout, `no reply from ${dest} to ${type} within ${timeoutMs} ms`);
}
