/**
 * Sends a peer the values that it lacks, with the state that the two nodes exchange.
 *
 * Values go to neighbours in the tree, and to peers that ask. If everyone sends to everyone, a node's own values go
 * to all, and those of others go along the tree only when they should have arrived directly long before.
 */

import type { Beat } from './beat.js';
import { type Digest, type Gossip, type Run, writeGossip } from './message.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { Peer } from './peer.js';
import type { Parameters, Surroundings } from './strategy.js';
import type { ValueEntry, ValueLog } from './value-log.js';

/** Children acknowledge within this, mostly on news of their own. */
const LAZY_ACK_MS = 1500;
/** If everyone sends to everyone, values of others are passed on only when they are older than this. */
export const DIRECT_GRACE_MS = 2500;

export type Cause = 'push' | 'relay' | 'ack' | 'repair' | 'probe';

export interface Sending {
  readonly cause: Cause;
  /** The receiver answers at once, with all that it has. */
  readonly ask?: boolean;
  /** With a complete digest, and with all that the receiver is not known to have. */
  readonly complete?: boolean;
}

/** The node that a sender sends for. */
export interface Identity {
  readonly origin: string;
  readonly life: string;
}

export interface SenderParts {
  readonly identity: Identity;
  readonly hood: Neighbourhood;
  readonly log: ValueLog;
  readonly beat: Beat;
}

export class Sender {
  readonly #surroundings: Surroundings;
  readonly #identity: Identity;
  readonly #hood: Neighbourhood;
  readonly #log: ValueLog;
  readonly #beat: Beat;
  readonly #sent: Record<Cause, number> = { push: 0, relay: 0, ack: 0, repair: 0, probe: 0 };
  #valuesSent = 0;
  #windowMs = 0;

  constructor(surroundings: Surroundings, { identity, hood, log, beat }: SenderParts) {
    this.#surroundings = surroundings;
    this.#identity = identity;
    this.#hood = hood;
    this.#log = log;
    this.#beat = beat;
  }

  configure({ gossipIntervalMs }: Parameters): void {
    this.#windowMs = gossipIntervalMs;
  }

  /** How long values may be held back to travel together, in milliseconds. */
  get windowMs(): number {
    return this.#windowMs;
  }

  /** Messages so far, by cause. */
  get sent(): Readonly<Record<Cause, number>> {
    return this.#sent;
  }

  get messages(): number {
    return Object.values(this.#sent).reduce((sum, count) => sum + count, 0);
  }

  get valuesSent(): number {
    return this.#valuesSent;
  }

  /** The first value that is to be sent to the peer; undefined if there is none. */
  nextMissing(peer: Peer): ValueEntry | undefined {
    if (peer.isSuspected) return undefined;
    const own = this.#nextOwn(peer);
    if (own !== undefined || !this.#hood.isNeighbour(peer)) return own;
    return peer.cursor.nextMissing(this.#log, this.#horizonMs);
  }

  /**
   * Counts values that the peer has from other nodes as sent, up to `nextMissing`, so that the next search is short.
   */
  skipCovered(peer: Peer): void {
    if (peer.isSuspected || this.#nextOwn(peer) !== undefined || !this.#hood.isNeighbour(peer)) return;
    peer.cursor.skipCovered(this.#log, this.#horizonMs);
  }

  /**
   * How soon the peer is to acknowledge the values. A delegate speaks each window anyway; other peers attach it to a
   * message.
   */
  ackWithinMs(peer: Peer): number {
    const window = this.#windowMs;
    if (this.#hood.direct) return Math.max(DIRECT_GRACE_MS, 1.25 * window);
    return this.#hood.isChild(peer) ? Math.max(LAZY_ACK_MS, window + LAZY_ACK_MS / 2) : window;
  }

  /** Sends one message. Returns true if the peer will acknowledge it. */
  send(peer: Peer, { cause, ask = false, complete = false }: Sending): boolean {
    const { link, cursor, incoming } = peer;
    const now = this.#surroundings.now();
    const isFed = this.#hood.feeds(peer);
    const isAnswer = complete && !ask;
    if (isAnswer) cursor.beginAnew();
    const given = isFed ? this.#give(peer) : isAnswer ? cursor.surplus(this.#log) : [];
    const { runs, heldMs } = inRuns(given, now);
    const numbered = isAnswer || (isFed && runs.length > 0) ? this.#number(peer, isFed, now) : undefined;
    const digest = this.#digest(peer, complete);
    const at = link.stamp(now);
    if (ask) link.ask(at, cursor.sent);
    this.#sent[cause]++;
    this.#valuesSent += given.length;
    const message: Gossip = {
      life: this.#identity.life,
      to: peer.life,
      reborn: peer.wasReborn,
      path: this.#hood.path,
      at,
      echo: link.echo(now),
      runs,
      no: numbered?.no,
      anew: numbered?.anew === true,
      got: incoming.upTo,
      heldMs,
      ackWithinMs: this.ackWithinMs(peer),
      digest,
      ask,
      doubt: peer.isSuspected,
      torn: this.#hood.tornSinceMs !== undefined,
      speaksInMs: this.#hood.isChild(peer) ? this.#beat.announcement(now, this.#windowMs) : undefined,
    };
    this.#surroundings.send(peer.id, writeGossip(message));
    return isFed && runs.length > 0;
  }

  /** The age from which values are passed on: if everyone sends to everyone, only old ones are. */
  get #horizonMs(): number {
    return this.#hood.direct ? this.#surroundings.now() - DIRECT_GRACE_MS : Infinity;
  }

  /** If everyone sends to everyone: the first value of this node's own that the peer was not sent. */
  #nextOwn(peer: Peer): ValueEntry | undefined {
    return this.#hood.direct ? this.#log.own[peer.cursor.sent.own] : undefined;
  }

  /** The values that the peer lacks; counts them as sent. */
  #give(peer: Peer): readonly ValueEntry[] {
    const own = this.#hood.direct ? peer.cursor.takeOwn(this.#log) : [];
    if (this.#hood.direct && !this.#hood.isNeighbour(peer)) return own;
    return [...own, ...peer.cursor.take(this.#log, this.#horizonMs)];
  }

  #number({ cursor }: Peer, isFed: boolean, now: number): { readonly no: number; readonly anew: boolean } {
    const { entries, own } = this.#log;
    // An answer to a peer that this node does not supply holds all values.
    return cursor.number(isFed ? cursor.sent : { next: entries.length, own: own.length }, now);
  }

  /** This node's digest of all origins; if everyone sends to everyone, neighbours get those that moved. */
  #digest(peer: Peer, complete: boolean): Digest | undefined {
    if (!complete && !(this.#hood.direct && this.#hood.isNeighbour(peer))) return undefined;
    return peer.cursor.takeDigest(this.#log, complete);
  }
}

/** Values with consecutive numbers travel as one run. */
function inRuns(
  entries: readonly ValueEntry[],
  now: number,
): { readonly runs: readonly Run[]; readonly heldMs: number } {
  const last = new Map<string, [string, number, ...unknown[]]>();
  const runs: Run[] = [];
  let heldMs = 0;
  for (const { origin, seq, value, bornMs } of entries) {
    heldMs = Math.max(heldMs, now - bornMs);
    const run = last.get(origin);
    if (run !== undefined && run[1] + run.length - 2 === seq) run.push(value);
    else {
      const fresh: [string, number, ...unknown[]] = [origin, seq, value];
      last.set(origin, fresh);
      runs.push(fresh);
    }
  }
  return { runs, heldMs };
}
