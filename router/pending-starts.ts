/** Nodes that have been started and have not answered `init` yet, and what is known of them if they never do. */

import { type Clock, RpcError, SECOND } from '../node/index.js';
import type { Client } from './client.js';
import type { Host } from './hosts/host.js';
import {
  holdsInitOk,
  InitError,
  isUnreadable,
  noReply,
  refused,
  unreadableAnswer,
  wrongReply,
} from './init-error.js';
import type { Trouble } from './trouble.js';

/** How long to wait for a readable answer to `init` after an unreadable one, which may have been a line of a log. */
const SECOND_ANSWER = SECOND;

export class PendingStarts {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  /** For each node the function that ends the wait for it. */
  readonly #pending = new Map<string, (error: InitError) => void>();
  /** The last output of each node that was not a message. */
  readonly #unreadable = new Map<string, Trouble>();
  /** The first trouble of each of these nodes. */
  readonly #firstTroubles = new Map<string, Trouble>();

  /** `timeoutMs`: how long a node may take to answer. */
  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  get nodes(): readonly string[] {
    return [...this.#pending.keys()];
  }

  has(node: string): boolean {
    return this.#pending.has(node);
  }

  /**
   * Starts a node and sends it `init` with these ids. Resolves when it has answered; rejects with a StartError or an
   * InitError.
   */
  async start(host: Host, client: Client, nodeIds: readonly string[]): Promise<void> {
    const { node } = host;
    let fail: (error: InitError) => void = () => {};
    const failed = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    // It may die before the wait for it begins.
    failed.catch(() => {});
    this.#pending.set(node, fail);
    this.#unreadable.delete(node);
    try {
      await host.start();
      // The node was killed or the cluster stopped in the meantime, before the new process was known.
      if (this.#pending.get(node) !== fail) await host.kill();
      const init = { type: 'init', node_id: node, node_ids: nodeIds };
      const reply = await Promise.race([failed, client.rpc(node, init, this.#timeoutMs)]);
      if (reply.type !== 'init_ok') throw wrongReply(node, reply);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      const silent = error.code === 0 && error.body === undefined;
      if (!silent) throw refused(node, error);
      throw new InitError(node, this.#silence(host, client.stray), error);
    } finally {
      this.#firstTroubles.delete(node);
      if (this.#pending.get(node) === fail) this.#pending.delete(node);
    }
  }

  /** Ends the wait for a node's answer, if there is one. */
  fail(error: InitError): void {
    this.#pending.get(error.node)?.(error);
    this.#pending.delete(error.node);
  }

  /** A node did something wrong. It answers `init` once: after an unreadable answer there is nothing to wait for. */
  note(trouble: Trouble): void {
    const { node } = trouble;
    const start = this.#pending.get(node);
    if (start === undefined) return;
    if (!this.#firstTroubles.has(node)) this.#firstTroubles.set(node, trouble);
    if (!isUnreadable(trouble)) return;
    this.#unreadable.set(node, trouble);
    if (!holdsInitOk(trouble)) return;
    this.#clock.schedule(SECOND_ANSWER, () => {
      if (this.#pending.get(node) === start) this.fail(unreadableAnswer(trouble));
    });
  }

  #silence(host: Host, stray: string | undefined): string {
    const { node } = host;
    return noReply({
      timeoutMs: this.#timeoutMs,
      printed: host.printed(),
      deadlock: host.deadlock?.(),
      unreadable: this.#unreadable.get(node),
      others: this.nodes.filter((each) => each !== node),
      stray,
      trouble: this.#firstTroubles.get(node),
    });
  }
}
