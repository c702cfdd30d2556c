/**
 * What is sent to a peer: the values that it lacks, and beside them whatever the two need to know of each other.
 *
 * Values go to neighbours in the tree, and to whoever asks. Where everyone sends to everyone, a node's own values go to all,
 * and those of others along the tree only when they should long have come directly.
 */

import type { Beat } from './beat.js';
import { type Digest, type Gossip, type Run, writeGossip } from './message.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { Peer } from './peer.js';
import type { Parameters, Surroundings } from './strategy.js';
import type { Entry, ValueLog } from './value-log.js';

/** Children acknowledge within this, mostly on news of their own. */
const LAZY_ACK_MS = 1500;
/** With everyone sending to everyone, values of others are passed on only when they are older than this. */
export const DIRECT_GRACE_MS = 2500;

export type Cause = 'push' | 'relay' | 'ack' | 'repair' | 'probe';

export interface Sending {
  readonly cause: Cause;
  /** The receiver shall answer at once, with all that it has. */
  readonly ask?: boolean;
  /** With a complete digest, and with all that the receiver is not known to have. */
  readonly complete?: boolean;
}

/** What a sender knows of the node that it sends for. */
export interface Identity {
  readonly origin: string;
  readonly life: string;
}

export class Sender {
  readonly sent: Record<Cause, number> = { push: 0, relay: 0, ack: 0, repair: 0, probe: 0 };
  valuesSent = 0;
  parameters: Parameters;
  readonly #surroundings: Surroundings;
  readonly #identity: Identity;
  readonly #hood: Neighbourhood;
  readonly #log: ValueLog;
  readonly #beat: Beat;

  constructor(
    surroundings: Surroundings,
    parts: {
      readonly identity: Identity;
      readonly hood: Neighbourhood;
      readonly log: ValueLog;
      readonly beat: Beat;
    },
    parameters: Parameters,
  ) {
    this.#surroundings = surroundings;
    this.#identity = parts.identity;
    this.#hood = parts.hood;
    this.#log = parts.log;
    this.#beat = parts.beat;
    this.parameters = parameters;
  }

  get messages(): number {
    return Object.values(this.sent).reduce((sum, count) => sum + count, 0);
  }

  /** Whether there is a value to send to the peer. Moves its cursor over what it has. */
  lacks(peer: Peer): boolean {
    if (peer.suspected) return false;
    if (this.#hood.direct && this.#log.own.length > peer.sentOwn) return true;
    if (!this.#hood.isNeighbour(peer)) return false;
    const horizon = this.#horizonMs;
    const { entries } = this.#log;
    for (; peer.next < entries.length; peer.next++) {
      const entry = entries[peer.next] as Entry;
      if (entry.arrivedMs > horizon) return false;
      if (!this.#wasGiven(peer, entry)) return true;
    }
    return false;
  }

  /** How soon the peer is to say that values came. A delegate speaks each window anyway; others do it by the way. */
  ackWithinMs(peer: Peer): number {
    const { gossipIntervalMs: window } = this.parameters;
    if (this.#hood.direct) return Math.max(DIRECT_GRACE_MS, 1.25 * window);
    return this.#hood.isChild(peer) ? Math.max(LAZY_ACK_MS, window + LAZY_ACK_MS / 2) : window;
  }

  /** Sends one message. True where a sign of its arrival is to be expected. */
  send(peer: Peer, { cause, ask = false, complete = false }: Sending): boolean {
    const now = this.#surroundings.now();
    const fed = this.#hood.feeds(peer);
    const answers = complete && !ask;
    if (answers) {
      peer.rollBack();
      peer.anew = true;
    }
    const given = fed ? this.#give(peer) : answers ? this.#surplus(peer) : [];
    const { runs, heldMs } = inRuns(given, now);
    const no = answers || (fed && runs.length > 0) ? this.#number(peer, fed) : undefined;
    const digest = this.#digest(peer, complete);
    const speaksInMs = this.#hood.isChild(peer)
      ? this.#beat.announcement(now, this.parameters.gossipIntervalMs)
      : undefined;
    const at = peer.stampAt(now);
    if (ask) peer.ask(at);
    this.sent[cause]++;
    this.valuesSent += given.length;
    const message: Gossip = {
      life: this.#identity.life,
      to: peer.life,
      reborn: peer.wasReborn,
      path: this.#hood.path,
      at,
      echo: peer.stamp && { at: peer.stamp.at, heldMs: now - peer.stamp.arrivedMs },
      runs,
      no,
      anew: no !== undefined && peer.anew,
      got: peer.incoming.upTo,
      heldMs,
      ackWithinMs: this.ackWithinMs(peer),
      digest,
      ask,
      doubt: peer.suspected,
      torn: this.#hood.tornSinceMs !== undefined,
      speaksInMs,
    };
    this.#surroundings.send(peer.id, writeGossip(message));
    if (no !== undefined) peer.anew = false;
    return fed && runs.length > 0;
  }

  /** Up to where the log is passed on: with everyone sending to everyone, only what is old. */
  get #horizonMs(): number {
    return this.#hood.direct ? this.#surroundings.now() - DIRECT_GRACE_MS : Infinity;
  }

  #wasGiven(peer: Peer, entry: Entry): boolean {
    return peer.covers(entry) || (entry.from === undefined && entry.seq <= peer.sentOwn);
  }

  /** What the peer lacks; counts it as sent. */
  #give(peer: Peer): readonly Entry[] {
    const given: Entry[] = [];
    const { entries, own } = this.#log;
    if (this.#hood.direct) {
      for (let i = peer.sentOwn; i < own.length; i++) given.push(own[i] as Entry);
      peer.sentOwn = own.length;
      if (!this.#hood.isNeighbour(peer)) return given;
    }
    const horizon = this.#horizonMs;
    for (; peer.next < entries.length; peer.next++) {
      const entry = entries[peer.next] as Entry;
      if (entry.arrivedMs > horizon) break;
      if (!this.#wasGiven(peer, entry)) given.push(entry);
    }
    return given;
  }

  /** What the peer is not known to have. */
  #surplus(peer: Peer): readonly Entry[] {
    return this.#log.entries.slice(peer.acked).filter((entry) => !peer.covers(entry));
  }

  #number(peer: Peer, fed: boolean): number {
    const { entries, own } = this.#log;
    // An answer to one who is not fed holds all that there is.
    const progress = fed ? { next: peer.next, own: peer.sentOwn } : { next: entries.length, own: own.length };
    return peer.outgoing.take(progress, this.#surroundings.now());
  }

  /** How far this node is with all origins; where everyone sends to everyone, neighbours are told what moved. */
  #digest(peer: Peer, complete: boolean): Digest | undefined {
    const { entries } = this.#log;
    if (!complete && !(this.#hood.direct && this.#hood.isNeighbour(peer))) return undefined;
    const told = complete ? 0 : peer.told;
    peer.told = entries.length;
    const origins = complete
      ? this.#log.origins()
      : new Set(entries.slice(told).map((entry) => entry.origin));
    return this.#log.digest(origins);
  }
}

/** Values with consecutive numbers travel as one run. */
function inRuns(
  entries: readonly Entry[],
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
