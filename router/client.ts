/**
 * A client of the cluster: an endpoint `cN` that sends a request and waits, one request at a time, as Maelstrom's
 * clients do.
 *
 * Its `msg_id`s are 1, 2, 3, ...; a message that does not reply to the request it waits for is ignored.
 */

import { type Body, type ErrorKind, ERRORS, MILLISECOND, RpcError } from '../node/index.js';
import type { Envelope } from './envelope.js';
import type { Network } from './network.js';
import { flawSentence } from './reply-flaw.js';
import type { Endpoint } from './router.js';

/** How long a client waits for a reply if nothing else is said, in milliseconds. Maelstrom's value. */
export const DEFAULT_TIMEOUT_MS = 5000;

interface Waiting {
  readonly msgId: number;
  readonly request: string;
  readonly resolve: (body: Body) => void;
  readonly reject: (error: RpcError) => void;
}

/**
 * An endpoint of a network that sends requests and waits for their replies, one at a time. `Cluster.client()` makes
 * one. The rules that a reply must follow are in docs/protocol.md, section "Requests and replies".
 */
export class Client implements Endpoint {
  readonly id: string;
  readonly #network: Network;
  #nextMsgId = 1;
  #waiting: Waiting | undefined;
  #stray: string | undefined;

  constructor(network: Network) {
    this.#network = network;
    this.id = network.nextClientId();
    network.attach(this.id, this);
  }

  /**
   * Sends a request and resolves with the body of its reply, whatever its type but `error`. `msg_id` is set here.
   *
   * Rejects with an `RpcError`: the node's own on an error reply, code 0 if no reply came within `timeoutMs`
   * milliseconds, code 1 if there is no endpoint `dest`. The text of a timeout says what came instead of the reply.
   * Throws an Error if a request is under way already.
   */
  rpc(dest: string, body: Body, timeoutMs: number = DEFAULT_TIMEOUT_MS): Promise<Body> {
    if (this.#waiting !== undefined) throw new Error(`${this.id} is already waiting for a reply`);
    const msgId = this.#nextMsgId++;
    this.#stray = undefined;
    return new Promise((resolve, reject) => {
      const fail = (kind: ErrorKind, text: string): void => this.#waiting?.reject(new RpcError(kind, text));
      const timer = this.#network.clock.schedule(timeoutMs * MILLISECOND, () =>
        fail(
          ERRORS.timeout,
          `no reply from ${dest} to ${body.type} within ${timeoutMs} ms${this.#stray === undefined ? '' : `: ${this.#stray}`}`,
        ),
      );
      const done = (): void => {
        timer.cancel();
        this.#waiting = undefined;
      };
      this.#waiting = {
        msgId,
        request: body.type ?? '',
        resolve: (reply) => {
          done();
          if (reply.type === 'error') reject(RpcError.fromBody(reply));
          else resolve(reply);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      // Reserved keys come first, so that all requests in a trace have the same order of keys.
      const { type, ...fields } = body;
      const request = { type, msg_id: msgId, ...fields } as Body;
      const rejection = this.#network.submit({ src: this.id, dest, body: request });
      if (rejection !== undefined) fail(ERRORS.nodeNotFound, `there is no ${dest}`);
    });
  }

  obstacle(): undefined {
    return undefined;
  }

  deliver(envelope: Envelope): void {
    if (this.#waiting === undefined) return;
    const { msgId, request, resolve } = this.#waiting;
    if (envelope.body.in_reply_to === msgId) resolve(envelope.body);
    else this.#stray ??= flawSentence(envelope.src, envelope.body, msgId, request);
  }

  /** The first message that came instead of the reply to the last request, in one sentence; undefined if none did. */
  get stray(): string | undefined {
    return this.#stray;
  }

  /**
   * Leaves the network: messages that still arrive for this client are dropped, and a request that waits for its
   * reply rejects with code 0.
   */
  close(): void {
    this.#waiting?.reject(new RpcError(ERRORS.timeout, `${this.id} left before it had a reply`));
    this.#network.detach(this.id);
  }
}
