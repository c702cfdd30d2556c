/**
 * Client requests, on any node: each is sent to the leader, and sent again if it may be lost, until its outcome is
 * known.
 *
 * An error is definite only if the outcome is certain. A request that has not left this node has not happened:
 * without a leader it is refused after a short wait (error 11). One that has left may happen at any time. It is
 * repeated under the same number, so that it is executed once (store.ts); when its client has stopped waiting, its
 * outcome is unknown (error 0). A read changes nothing, and can be refused at any time.
 *
 * An outcome arrives in one of two ways: by the leader's message, or by this node's own copy of the log, in which the
 * request appears if that message was lost.
 */

import type { Timer } from '../clock.js';
import { ERRORS, RpcError } from '../protocol/errors.js';
import type { Forward, Outcomes } from './message.js';
import { Outbox } from './outbox.js';
import type { Raft } from './raft.js';
import type { Command, Operation, CommandOutcome, Store } from './store.js';
import type { Surroundings } from './surroundings.js';

/** How long a request waits for a leader to be known, in milliseconds. */
const HOLD_MS = 500;
/** An outcome is waited for this many patiences. */
const PATIENCES_FOR_OUTCOME = 5;

interface Request {
  readonly seq: number;
  readonly operation: Operation;
  /** When its client sent it. */
  readonly sinceMs: number;
  /** When its turn came: not before its client's earlier requests were settled. */
  readonly begunMs: number;
  settle: (outcome: CommandOutcome | RpcError) => void;
  /** The leader that it was last sent to, and when; undefined while it has not left. */
  sentTo: string | undefined;
  sentMs: number;
}

export class Requests {
  readonly #surroundings: Surroundings;
  readonly #raft: Raft;
  readonly #store: Store;
  readonly #session: string;
  readonly #open = new Map<number, Request>();
  readonly #forwards: Outbox<readonly [number, Operation]>;
  readonly #results: Outbox<readonly [number, CommandOutcome]>;
  #nextSeq = 0;
  #sweep: Timer | undefined;

  constructor(surroundings: Surroundings, raft: Raft, store: Store) {
    const { random, send, after } = surroundings;
    this.#surroundings = surroundings;
    this.#raft = raft;
    this.#store = store;
    const draws = random.fork('session');
    this.#session = [0, 1].map(() => draws.integer(0, 0xffffffff).toString(36)).join('.');
    this.#forwards = new Outbox(after, (dest, requests) =>
      send(dest, { type: 'forward', session: this.#session, floor: this.#floor, requests }),
    );
    this.#results = new Outbox(after, (destAndSession, results) => {
      const [dest = '', session] = destAndSession.split(' ');
      send(dest, { type: 'outcomes', session, results });
    });
  }

  /**
   * Resolves with the outcome, at once if it is known at once. Fails with 11 if the request surely did not happen,
   * and with 0 if that is unknown. `sinceMs` is when the client sent it; the wait for a leader counts from then.
   */
  submit(operation: Operation, sinceMs: number): CommandOutcome | Promise<CommandOutcome> {
    const seq = this.#nextSeq++;
    const begunMs = this.#surroundings.now();
    let settled: CommandOutcome | RpcError | undefined;
    const settle = (outcome: CommandOutcome | RpcError): void => {
      settled = outcome;
    };
    const request: Request = { seq, operation, sinceMs, begunMs, settle, sentTo: undefined, sentMs: 0 };
    this.#open.set(seq, request);
    this.#dispatch(request);
    // Its client may have waited too long already, behind another request.
    this.#look(request, begunMs);
    if (settled instanceof RpcError) throw settled;
    if (settled !== undefined) return settled;
    this.#watch();
    return new Promise((resolve, reject) => {
      request.settle = (outcome) => {
        if (outcome instanceof RpcError) reject(outcome);
        else resolve(outcome);
      };
    });
  }

  /** The leader changed: messages to the old one may be lost. */
  leaderChanged(): void {
    const { leader } = this.#raft;
    if (leader === undefined) return;
    for (const request of this.#open.values()) if (request.sentTo !== leader) this.#dispatch(request);
  }

  /** Takes requests from another node, if this one leads. */
  forward(src: string, { session, floor, requests }: Forward): void {
    if (!this.#raft.isLeader) return;
    for (const [seq, operation] of requests)
      this.#lead({ origin: src, session, seq, floor, operation: operation as unknown as Operation });
  }

  outcomes({ session, results }: Outcomes): void {
    if (session !== this.#session) return;
    for (const [seq, outcome] of results) this.#settle(seq, outcome as CommandOutcome);
  }

  /** A command was executed here. The leader informs the node that sent it; that node also sees it in its own log. */
  executed(command: Command, outcome: CommandOutcome | undefined): void {
    if (outcome !== undefined && (this.#raft.isLeader || command.session === this.#session))
      this.#report(command, outcome);
  }

  #dispatch(request: Request): void {
    const { self, now } = this.#surroundings;
    const { leader } = this.#raft;
    if (leader === undefined) return;
    request.sentTo = leader;
    request.sentMs = now();
    const { seq, operation } = request;
    if (leader === self)
      this.#lead({ origin: self, session: this.#session, seq, floor: this.#floor, operation });
    else this.#forwards.put(leader, [seq, operation]);
  }

  /** A read needs no place in the log, only certainty that this node has the newest state. */
  #lead(command: Command): void {
    const { operation } = command;
    if (operation[0] === 'read')
      this.#raft.confirm(() => this.#report(command, this.#store.read(operation[1])));
    else this.#raft.propose(command);
  }

  #report({ origin, session, seq }: Command, outcome: CommandOutcome): void {
    if (session === this.#session) this.#settle(seq, outcome);
    else if (origin !== this.#surroundings.self) this.#results.put(`${origin} ${session}`, [seq, outcome]);
  }

  #settle(seq: number, outcome: CommandOutcome | RpcError): void {
    this.#open.get(seq)?.settle(outcome);
    this.#open.delete(seq);
  }

  /** All requests before it have been settled: numbers are given in order, and the map keeps that order. */
  get #floor(): number {
    const [oldest] = this.#open.keys();
    return oldest ?? this.#nextSeq;
  }

  #watch(): void {
    if (this.#sweep !== undefined || this.#open.size === 0) return;
    this.#sweep = this.#surroundings.after(HOLD_MS / 4, () => {
      this.#sweep = undefined;
      const now = this.#surroundings.now();
      for (const request of this.#open.values()) this.#look(request, now);
      this.#watch();
    });
  }

  #look(request: Request, now: number): void {
    const { seq, sinceMs, begunMs, sentTo, sentMs, operation } = request;
    const { patienceMs } = this.#raft;
    const isLate = now - begunMs >= PATIENCES_FOR_OUTCOME * patienceMs;
    const isHarmless = operation[0] === 'read' || sentTo === undefined;
    const isLeaderless = this.#raft.leader === undefined && now - sinceMs >= HOLD_MS;
    if (isHarmless && (isLate || isLeaderless))
      this.#settle(seq, new RpcError(ERRORS.temporarilyUnavailable, 'no leader is known here'));
    else if (isLate) this.#settle(seq, new RpcError(ERRORS.timeout, 'what came of it is not known here'));
    else if (now - sentMs >= patienceMs / 2) this.#dispatch(request);
  }
}
