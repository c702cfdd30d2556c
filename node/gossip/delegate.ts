/**
 * Gossip through delegates: each node hands its news to one peer, the lowest-ranked it can reach, and the root of the tree
 * that this makes hands them to all others. Both sides wait up to one window, so that news travel together.
 *
 * Three ideas carry it. *Just in time*: a node knows when its delegate will speak next, and sends so as to arrive right
 * before. *Acknowledged by the way*: every message says what its sender has, so acknowledgements ride on what flows
 * anyway. *Silence is news*: what is not confirmed in time is asked for, then sent again, and a peer that stays silent is
 * given nothing but probes until it proves that it both hears and is heard.
 *
 * Nothing is lost: a value leaves a sender's care for a peer only when that peer has said that it has it (`Peer.acked`),
 * and every two nodes that can reach each other are joined by such pairs (`tree.ts`).
 */

import type { Timer } from '../clock.js';
import type { Body } from '../protocol/message.js';
import { type Gossip, readGossip } from './message.js';
import { originOf, Peer } from './peer.js';
import type { Parameters, Strategy, Surroundings } from './strategy.js';
import { chooseDelegate, preferredRanks } from './tree.js';
import { type Entry, type Run, ValueLog } from './value-log.js';

/** Slack for arriving before the delegate speaks, and for gathering what arrives together. */
const MARGIN_MS = 3;
const ROUNDING_MS = 0.1;
/** Windows shorter than this are not worth a rendezvous. */
const SHORT_WINDOW_MS = 10;
/** A delegate's children acknowledge within this, mostly on news of their own. */
const LAZY_ACK_MS = 1500;
/** Questions that a peer may leave unanswered before it is suspected. */
const PATIENT_SILENCES = 2;
/** A node that hears nothing for so long after its start asks whether it missed something. */
const HELLO_MS = 2000;
/** A node that was later than that was not busy, it stood still. */
const LONGEST_LAG_MS = 500;
/** With everyone sending to everyone, values of others are passed on only when they should long have come directly. */
const DIRECT_GRACE_MS = 2500;
const PROBE = { shortestMs: 50, longestMs: 1000, restfulMs: 10_000, eagerForMs: 30_000 } as const;

type Cause = 'push' | 'relay' | 'ack' | 'repair' | 'probe';

interface Sending {
  readonly cause: Cause;
  /** The receiver shall answer at once, with all that it has. */
  readonly ask?: boolean;
  /** The digest is complete, not only what changed. */
  readonly whole?: boolean;
}

export class DelegateGossip implements Strategy {
  readonly #surroundings: Surroundings;
  readonly #self: { readonly id: string; readonly rank: number };
  readonly #origin: string;
  readonly #life: string;
  readonly #log = new ValueLog();
  readonly #own: Entry[] = [];
  readonly #peers: readonly Peer[];
  readonly #byId: ReadonlyMap<string, Peer>;
  readonly #ranks: ReadonlyMap<string, number>;
  #parameters: Parameters;
  #preferred: readonly number[] = [];
  #delegate: Peer | undefined;
  /** When this node last spoke to its children. */
  #spokeAtMs = -Infinity;
  /** A moment at which it spoke to them in time: it keeps to this beat, a window each, so that they can keep to it. */
  #beatMs: number | undefined;
  /** When the delegate speaks next. */
  #delegateSpeaksAtMs: number | undefined;
  #up: { readonly dueMs: number; readonly timer: Timer } | undefined;
  #down: { readonly dueMs: number; readonly timer: Timer } | undefined;
  #out: Timer | undefined;
  #probe: Timer | undefined;
  #probes = 0;
  /** How late this node's timers have been of late: a loaded machine is not a partition. */
  #lagMs = 0;
  #heard = false;
  /** Whether this node knows that it lived before, and has told the others. */
  #announced = false;
  readonly #sent: Record<Cause, number> = { push: 0, relay: 0, ack: 0, repair: 0, probe: 0 };
  #valuesSent = 0;
  #valuesReceived = 0;
  #valuesReceivedTwice = 0;

  constructor(surroundings: Surroundings, parameters: Parameters) {
    const { self, nodes, random } = surroundings;
    this.#surroundings = surroundings;
    this.#parameters = parameters;
    this.#ranks = new Map(nodes.map((id, rank) => [id, rank]));
    this.#self = { id: self, rank: nodes.indexOf(self) };
    this.#life = random.fork('life').integer(0, 0x7fffffff).toString(36);
    this.#origin = originOf(self, this.#life);
    this.#peers = nodes.map((id, rank) => new Peer(id, rank)).filter((peer) => peer.id !== self);
    this.#byId = new Map(this.#peers.map((peer) => [peer.id, peer]));
    this.configure(parameters);
    if (this.#peers.length > 0)
      this.#after(this.#delegate === undefined ? 1.5 * HELLO_MS : HELLO_MS, () => this.#hello());
  }

  get messagesSent(): number {
    return Object.values(this.#sent).reduce((sum, count) => sum + count, 0);
  }

  configure(parameters: Parameters): void {
    this.#parameters = parameters;
    this.#preferred = preferredRanks(this.#self.rank, parameters.fanout, this.#surroundings.nodes.length);
    this.#up?.timer.cancel();
    this.#down?.timer.cancel();
    this.#out?.cancel();
    this.#up = this.#down = this.#out = undefined;
    this.#beatMs = undefined;
    this.#chooseDelegate();
    if (this.#log.entries.length > 0) this.#schedule(this.#surroundings.now());
  }

  publish(value: unknown): void {
    const now = this.#surroundings.now();
    const seq = this.#own.length + 1;
    const entry = { origin: this.#origin, seq, value, from: undefined, bornMs: now, arrivedMs: now };
    this.#log.add(entry);
    this.#own.push(entry);
    this.#schedule(now);
  }

  receive(src: string, body: Body): void {
    const peer = this.#byId.get(src);
    if (peer === undefined) return;
    const gossip = readGossip(body);
    const now = this.#surroundings.now();
    this.#heard = true;
    const reborn = peer.life !== undefined && peer.life !== gossip.life;
    if (reborn) peer.forget(gossip.life);
    peer.life = gossip.life;
    const mistaken = gossip.to !== undefined && gossip.to !== this.#life;
    const echo = mistaken ? undefined : gossip.echo;
    const overtaken = peer.stamp !== undefined && gossip.at < peer.stamp.at;
    const pathChanged = !overtaken && peer.path?.join() !== gossip.path.join();
    if (!overtaken) {
      peer.stamp = { at: gossip.at, arrivedMs: now };
      peer.path = gossip.path;
    }
    if (echo !== undefined) peer.measure(now - echo.at - echo.heldMs);
    if (!overtaken && peer === this.#delegate && gossip.speaksInMs !== undefined) {
      this.#delegateSpeaksAtMs = now - peer.latencyMs + gossip.speaksInMs;
    }

    const fresh = this.#take(peer, gossip, now);
    for (const [origin, seqs] of Object.entries(gossip.beyond))
      for (const seq of seqs) peer.learnOne(origin, seq);
    for (const [origin, upTo] of Object.entries(gossip.seen)) peer.learn(origin, upTo);
    if (peer.isAhead(this.#log)) this.#watchGap(peer, false);
    // The answer to a question is whatever was sent after the question had come.
    if (echo !== undefined && peer.askedAtMs !== undefined && echo.at >= peer.askedAtMs) {
      peer.askedAtMs = undefined;
      peer.silences = 0;
    }
    if (!this.#isWaitedFor(peer)) this.#confirmed(peer);

    // A two-way link is proven by an echo of what was sent after the suspicion arose.
    if (echo !== undefined && peer.suspected && echo.at >= peer.suspectedSinceMs) this.#rehabilitate(peer);
    if (pathChanged) {
      this.#chooseDelegate();
      this.#probeLater();
    }
    if (echo !== undefined && peer === this.#delegate && pathChanged) this.#lookForBetter(peer);

    if (gossip.ask) {
      // It asks because it missed something: what it was sent and does not show, it did not get.
      if (gossip.whole) peer.rollBack(this.#origin);
      this.#send(peer, { cause: 'repair', whole: true, ask: mistaken });
    } else if (mistaken) this.#ask(peer, 'repair');
    else if (gossip.runs.length > 0) this.#oweAck(peer, gossip.ackWithinMs);
    if (fresh || reborn) this.#schedule(now);
    if ((mistaken || gossip.reborn) && !this.#announced) {
      this.#announced = true;
      for (const other of this.#peers)
        if (other.life === undefined && !other.suspected) this.#ask(other, 'probe');
    }
  }

  detail(): Readonly<Record<string, unknown>> {
    const received = this.#valuesReceived;
    const carrying = this.#sent.push + this.#sent.relay + this.#sent.repair;
    return {
      messages_by_cause: { ...this.#sent },
      values_sent: this.#valuesSent,
      values_received: received,
      values_received_twice: this.#valuesReceivedTwice,
      values_per_message: carrying === 0 ? 0 : this.#valuesSent / carrying,
      round_trip_ms: Object.fromEntries(
        this.#peers.filter((p) => p.latencyMs > 0).map((p) => [p.id, p.roundTripMs]),
      ),
      delegate: this.#delegate?.id ?? null,
      children: this.#children().map((peer) => peer.id),
      suspects: this.#peers.filter((peer) => peer.suspected).map((peer) => peer.id),
      unacknowledged: this.#neighbours().reduce((sum, peer) => sum + Math.max(0, peer.next - peer.acked), 0),
    };
  }

  // --- taking ---------------------------------------------------------------------------------------------------------

  /** Files the values of a message. True where some were new. */
  #take(peer: Peer, gossip: Gossip, now: number): boolean {
    let fresh = false;
    let gap: 'none' | 'some' | 'all' = 'none';
    for (const [origin, first, ...values] of gossip.runs) {
      const known = this.#log.contiguous(origin);
      const isGap = first > known + 1;
      for (const [i, value] of values.entries()) {
        const bornMs = now - gossip.heldMs;
        const entry = { origin, seq: first + i, value, from: peer.name, bornMs, arrivedMs: now };
        if (this.#log.add(entry)) {
          fresh = true;
          if (isGap) gap = known === 0 ? 'all' : gap === 'all' ? 'all' : 'some';
          this.#valuesReceived++;
          this.#surroundings.learned(value);
        } else this.#valuesReceivedTwice++;
      }
      peer.learnRun(origin, first, first + values.length - 1);
    }
    if (gap !== 'none') this.#watchGap(peer, gap === 'all');
    return fresh;
  }

  /** A gap may close by itself, by what is still under way; if it does not, the peer is asked. */
  #watchGap(peer: Peer, everything: boolean): void {
    const wait = peer.patienceMs + (everything ? 0 : this.#parameters.gossipIntervalMs);
    peer.gap ??= this.#after(wait, () => {
      peer.gap = undefined;
      if (!peer.suspected && (this.#log.hasGaps || peer.isAhead(this.#log))) this.#ask(peer, 'repair');
    });
  }

  // --- when to send ---------------------------------------------------------------------------------------------------

  /** Something is new: makes sure that it will be sent to those who may lack it. */
  #schedule(now: number): void {
    const { gossipIntervalMs: window } = this.#parameters;
    if (this.#direct) {
      this.#out ??= this.#after(window, () => {
        this.#out = undefined;
        for (const peer of this.#peers)
          if (!peer.suspected && this.#lacks(peer)) this.#send(peer, { cause: 'push' });
        if (this.#neighbours().some((peer) => peer.next < this.#log.entries.length)) this.#passOnLater();
      });
      return;
    }
    if (this.#delegate !== undefined && this.#lacks(this.#delegate)) this.#scheduleUp(now, window);
    if (this.#children().some((child) => this.#lacks(child))) this.#scheduleDown(now, window);
  }

  /** To the delegate: so as to arrive right before it speaks, if it has said when. */
  #scheduleUp(now: number, window: number): void {
    if (this.#up !== undefined) return;
    const delegate = this.#delegate as Peer;
    // The first message of all goes at once: it measures how far away the delegate is.
    let due = now + window;
    if (window < SHORT_WINDOW_MS || !delegate.measured) due = now;
    else if (this.#delegateSpeaksAtMs !== undefined) {
      const slot = this.#delegateSpeaksAtMs - delegate.latencyMs - MARGIN_MS - this.#lagMs;
      due = slot + Math.ceil((now - slot) / window) * window;
    }
    this.#up = { dueMs: due, timer: this.#after(due - now, () => this.#speakUp()) };
  }

  #speakUp(): void {
    this.#up = undefined;
    const delegate = this.#delegate;
    if (delegate === undefined) this.#schedule(this.#surroundings.now());
    else if (this.#lacks(delegate)) this.#send(delegate, { cause: 'push' });
  }

  /**
   * To the children: at the next beat, a window after the last one. Sooner only for a straggler that would otherwise wait
   * for longer than a window altogether, and not so soon that stragglers cost a round of messages each.
   */
  #scheduleDown(now: number, window: number): void {
    const newest = this.#log.entries.at(-1) as Entry;
    const inTime = now + Math.max(window < SHORT_WINDOW_MS ? 0 : MARGIN_MS, newest.bornMs + window - now);
    let due = inTime;
    if (this.#beatMs !== undefined && window >= SHORT_WINDOW_MS) {
      const next = now + this.#untilBeat(now, window);
      due = Math.min(next, Math.max(inTime, this.#spokeAtMs + window / 2));
    }
    if (this.#down !== undefined) {
      if (this.#down.dueMs <= due) return;
      this.#down.timer.cancel();
    }
    this.#down = { dueMs: due, timer: this.#after(due - now, () => this.#speakDown()) };
  }

  #speakDown(): void {
    this.#down = undefined;
    const lacking = this.#children().filter((child) => this.#lacks(child));
    if (lacking.length === 0) return;
    this.#spokeAtMs = this.#surroundings.now();
    this.#beatMs ??= this.#spokeAtMs;
    for (const child of lacking)
      this.#send(child, { cause: this.#delegate === undefined ? 'push' : 'relay' });
  }

  /** Everyone sends to everyone, yet links may be cut: what does not come directly goes along the tree in the end. */
  #passOnLater(): void {
    if (this.#down !== undefined) return;
    const dueMs = this.#surroundings.now() + DIRECT_GRACE_MS;
    const timer = this.#after(DIRECT_GRACE_MS, () => {
      this.#down = undefined;
      for (const peer of this.#neighbours()) if (this.#lacks(peer)) this.#send(peer, { cause: 'relay' });
      if (this.#neighbours().some((peer) => peer.next < this.#log.entries.length)) this.#passOnLater();
    });
    this.#down = { dueMs, timer };
  }

  // --- sending --------------------------------------------------------------------------------------------------------

  get #direct(): boolean {
    return this.#peers.length > 1 && this.#parameters.fanout >= this.#peers.length;
  }

  /** Up to where the log is passed on: with everyone sending to everyone, only what is old. */
  get #horizonMs(): number {
    return this.#direct ? this.#surroundings.now() - DIRECT_GRACE_MS : Infinity;
  }

  /** Whether there is a value to send to the peer. Moves its cursor over what it has. */
  #lacks(peer: Peer): boolean {
    if (this.#direct && this.#own.length > Math.max(peer.sentOwn, peer.known(this.#origin))) return true;
    const horizon = this.#horizonMs;
    const { entries } = this.#log;
    for (; peer.next < entries.length; peer.next++) {
      const entry = entries[peer.next] as Entry;
      if (entry.arrivedMs > horizon) return false;
      if (!this.#wasGiven(peer, entry)) return true;
    }
    return false;
  }

  #wasGiven(peer: Peer, entry: Entry): boolean {
    return peer.covers(entry) || (entry.from === undefined && entry.seq <= peer.sentOwn);
  }

  /** What the peer lacks, as runs; counts it as sent. */
  #give(peer: Peer): { readonly runs: readonly Run[]; readonly heldMs: number } {
    const now = this.#surroundings.now();
    const given: Entry[] = [];
    if (this.#direct) {
      for (let i = Math.max(peer.sentOwn, peer.known(this.#origin)); i < this.#own.length; i++) {
        given.push(this.#own[i] as Entry);
      }
      peer.sentOwn = this.#own.length;
    }
    const horizon = this.#horizonMs;
    const { entries } = this.#log;
    for (; peer.next < entries.length; peer.next++) {
      const entry = entries[peer.next] as Entry;
      if (entry.arrivedMs > horizon) break;
      if (!this.#wasGiven(peer, entry)) given.push(entry);
    }
    this.#valuesSent += given.length;
    const runs = new Map<string, [string, number, ...unknown[]]>();
    const all: Run[] = [];
    let heldMs = 0;
    for (const { origin, seq, value, bornMs } of given) {
      heldMs = Math.max(heldMs, now - bornMs);
      const run = runs.get(origin);
      if (run !== undefined && run[1] + run.length - 2 === seq) run.push(value);
      else {
        const fresh: [string, number, ...unknown[]] = [origin, seq, value];
        runs.set(origin, fresh);
        all.push(fresh);
      }
    }
    return { runs: all, heldMs };
  }

  /** What the peer was not told yet: how far this node is with each origin that moved. */
  #digest(peer: Peer, whole: boolean): Record<string, number> {
    const seen: Record<string, number> = {};
    if (whole) for (const origin of this.#log.origins()) seen[origin] = this.#log.contiguous(origin);
    else {
      for (let i = peer.told; i < this.#log.entries.length; i++) {
        const { origin } = this.#log.entries[i] as Entry;
        seen[origin] ??= this.#log.contiguous(origin);
      }
    }
    peer.told = this.#log.entries.length;
    return seen;
  }

  #beyond(seen: Readonly<Record<string, number>>): { readonly beyond?: Record<string, readonly number[]> } {
    const told = Object.keys(seen).filter((origin) => this.#log.beyond(origin).length > 0);
    return told.length === 0
      ? {}
      : { beyond: Object.fromEntries(told.map((origin) => [origin, this.#log.beyond(origin)])) };
  }

  #send(peer: Peer, { cause, ask = false, whole = false }: Sending): void {
    const now = this.#surroundings.now();
    const { runs, heldMs } = this.#give(peer);
    const seen = this.#digest(peer, whole);
    // A run up to where this node is with its origin says so itself.
    if (!whole)
      for (const [origin, first, ...values] of runs)
        if (seen[origin] === first + values.length - 1) delete seen[origin];
    const isChild = this.#isChild(peer);
    const { gossipIntervalMs: window } = this.#parameters;
    const ackWithinMs = this.#ackWithinMs(peer);
    this.#sent[cause]++;
    if (ask && !peer.suspected) peer.askedAtMs ??= tenths(now);
    peer.ack?.cancel();
    peer.ack = undefined;
    this.#surroundings.send(peer.id, {
      type: 'gossip',
      ...(runs.length > 0 && { values: runs }),
      ...(Object.keys(seen).length > 0 && { seen }),
      ...this.#beyond(seen),
      ...(whole && { whole }),
      ...(ask && { ask }),
      ...(peer.wasReborn && { reborn: true }),
      ...(peer.life !== undefined && { to: peer.life }),
      path: this.#path(),
      life: this.#life,
      at: tenths(now),
      ...(peer.stamp !== undefined && { echo: [peer.stamp.at, tenths(now - peer.stamp.arrivedMs)] }),
      ...(runs.length > 0 && { held_ms: tenths(heldMs), ack_within_ms: ackWithinMs }),
      ...(isChild &&
        this.#beatMs !== undefined &&
        window > 0 && { speaks_in_ms: tenths(this.#untilBeat(now, window)) }),
    });
    if (peer.suspected) return;
    if (ask) this.#expect(peer, peer.patienceMs, true);
    else if (runs.length > 0) this.#expect(peer, ackWithinMs + peer.patienceMs, false);
  }

  #ask(peer: Peer, cause: Cause): void {
    this.#send(peer, { cause, ask: true, whole: true });
  }

  /** Time until the next beat, a whole window at the beat itself. */
  #untilBeat(now: number, window: number): number {
    const left = window - ((now - (this.#beatMs ?? now)) % window);
    // A timer may fire a rounding error before its beat: that beat is now.
    return left < ROUNDING_MS ? left + window : left;
  }

  /** A delegate speaks each window anyway, and acknowledges then; all others take their time, to do it by the way. */
  #ackWithinMs(peer: Peer): number {
    const { gossipIntervalMs: window } = this.#parameters;
    return this.#direct || this.#isChild(peer) ? Math.max(LAZY_ACK_MS, 2 * window) : window;
  }

  #oweAck(peer: Peer, withinMs: number): void {
    peer.ack ??= this.#after(withinMs, () => {
      peer.ack = undefined;
      this.#send(peer, { cause: 'ack' });
    });
  }

  // --- silence --------------------------------------------------------------------------------------------------------

  /** Waits for a sign that what was sent has arrived. A timer that runs is not put off by sending more. */
  #expect(peer: Peer, withinMs: number, anew: boolean): void {
    if (peer.retry !== undefined) {
      if (!anew) return;
      peer.retry.cancel();
    }
    peer.mark = { next: peer.next, own: peer.sentOwn };
    peer.retry = this.#after(withinMs + 2 * this.#lagMs, (lateMs) => {
      peer.retry = undefined;
      // This node slept: the sign may lie unread in its input.
      if (lateMs > peer.patienceMs / 4) this.#expect(peer, peer.patienceMs, true);
      else this.#silence(peer);
    });
  }

  #silence(peer: Peer): void {
    const waiting = this.#isWaitedFor(peer);
    const progress = peer.acked >= peer.mark.next && peer.known(this.#origin) >= peer.mark.own;
    if (peer.askedAtMs === undefined && (!waiting || progress)) {
      if (waiting) this.#expect(peer, this.#ackWithinMs(peer) + peer.patienceMs, false);
      return;
    }
    if (peer.silences++ >= PATIENT_SILENCES) {
      this.#suspect(peer);
      return;
    }
    peer.rollBack(this.#origin);
    this.#ask(peer, 'repair');
  }

  #isWaitedFor(peer: Peer): boolean {
    return (
      peer.unconfirmed(this.#log) || peer.sentOwn > peer.known(this.#origin) || peer.askedAtMs !== undefined
    );
  }

  #confirmed(peer: Peer): void {
    peer.retry?.cancel();
    peer.retry = undefined;
  }

  #suspect(peer: Peer): void {
    peer.suspected = true;
    peer.suspectedSinceMs = tenths(this.#surroundings.now());
    peer.silences = 0;
    peer.askedAtMs = undefined;
    peer.stopTimers();
    peer.rollBack(this.#origin);
    const wasDelegate = peer === this.#delegate;
    this.#chooseDelegate();
    // The next best may be gone as well: two more are asked at the same time, and silence shows.
    if (wasDelegate) {
      const others = this.#peers.filter(
        (other) => !other.suspected && other.rank < this.#self.rank && other !== this.#delegate,
      );
      for (const other of others.slice(0, 2)) this.#ask(other, 'probe');
    }
    this.#probeLater();
  }

  #rehabilitate(peer: Peer): void {
    peer.suspected = false;
    // What the probes carried counts as sent, and is confirmed by now or lost.
    peer.rollBack(this.#origin);
    this.#chooseDelegate();
    if (this.#isChild(peer) && this.#lacks(peer)) this.#send(peer, { cause: 'repair', whole: true });
    this.#schedule(this.#surroundings.now());
  }

  // --- the tree -------------------------------------------------------------------------------------------------------

  #chooseDelegate(): void {
    const before = this.#delegate;
    const rankOf = (id: string): number => this.#ranks.get(id) ?? Infinity;
    const chosen = chooseDelegate(this.#self, this.#peers, this.#preferred, rankOf);
    if (chosen === before) return;
    this.#delegate = chosen;
    this.#delegateSpeaksAtMs = undefined;
    this.#up?.timer.cancel();
    this.#up = undefined;
    // The first choice is what everyone presumes; any later one has to be told to both.
    if (!this.#heard && this.#peers.every((peer) => !peer.suspected)) return;
    if (chosen !== undefined) this.#ask(chosen, 'repair');
    else for (const peer of this.#peers) if (!peer.suspected && peer !== before) this.#ask(peer, 'probe');
    if (before !== undefined && !before.suspected) this.#send(before, { cause: 'repair' });
    this.#schedule(this.#surroundings.now());
  }

  /** The delegate has found a way to one that this node could not reach: perhaps it can now. */
  #lookForBetter(delegate: Peer): void {
    const regained = this.#peers.find((peer) => peer.suspected && delegate.path?.includes(peer.id) === true);
    if (regained !== undefined) this.#ask(regained, 'probe');
  }

  #path(): readonly string[] {
    return this.#delegate === undefined ? [] : [this.#delegate.id, ...(this.#delegate.path ?? [])];
  }

  /** A peer that named this node as the first step of its way, or, before it said anything, would by rank. */
  #isChild(peer: Peer): boolean {
    if (peer === this.#delegate) return false;
    if (peer.path !== undefined) return peer.path[0] === this.#self.id;
    const { nodes } = this.#surroundings;
    return preferredRanks(peer.rank, this.#parameters.fanout, nodes.length)[0] === this.#self.rank;
  }

  #children(): readonly Peer[] {
    return this.#peers.filter((peer) => !peer.suspected && this.#isChild(peer));
  }

  #neighbours(): readonly Peer[] {
    return this.#delegate === undefined ? this.#children() : [this.#delegate, ...this.#children()];
  }

  // --- probes ---------------------------------------------------------------------------------------------------------

  /** A root looks for the rest of the cluster: the lowest suspect each time, and the others in turn. */
  #probeLater(): void {
    if (this.#probe !== undefined) return;
    const targets = this.#probeTargets();
    const [first] = targets;
    if (first === undefined) return;
    const nearest = Math.min(...this.#peers.map((peer) => peer.roundTripMs));
    const eager = Math.min(PROBE.longestMs, Math.max(PROBE.shortestMs, nearest));
    const sinceMs = this.#surroundings.now() - Math.max(...targets.map((peer) => peer.suspectedSinceMs));
    const hurried = this.#delegate === undefined && sinceMs < PROBE.eagerForMs;
    const wait = hurried ? eager : Math.min(PROBE.restfulMs, 4 * eager + sinceMs / 8);
    const jitter = 1 + this.#surroundings.random.fraction() / 10;
    this.#probe = this.#after(wait * jitter, () => {
      this.#probe = undefined;
      const [lowest, ...others] = this.#probeTargets();
      if (lowest === undefined) return;
      this.#ask(lowest, 'probe');
      const other = others[this.#probes++ % Math.max(1, others.length)];
      if (other !== undefined) this.#ask(other, 'probe');
      this.#probeLater();
    });
  }

  /** A root, and everyone where all send to all, probes all suspects; others only those on their delegate's way. */
  #probeTargets(): readonly Peer[] {
    const suspects = this.#peers.filter((peer) => peer.suspected);
    if (this.#delegate === undefined || this.#direct) return suspects;
    const { rank } = this.#delegate;
    const isBetter = (peer: Peer): boolean => {
      const preference = this.#preferred.indexOf(peer.rank);
      return preference !== -1 && preference < this.#preferred.indexOf(rank);
    };
    return suspects.filter(
      (peer) => this.#isChild(peer) || isBetter(peer) || this.#delegate?.path?.includes(peer.id),
    );
  }

  /** Perhaps this is not the start of the cluster but a restart: someone must be asked what happened before. */
  #hello(): void {
    const asked = this.#delegate === undefined ? this.#peers : this.#neighbours();
    for (const peer of asked) if (peer.life === undefined && !peer.suspected) this.#ask(peer, 'probe');
  }

  #after(delayMs: number, callback: (lateMs: number) => void): Timer {
    const due = this.#surroundings.now() + delayMs;
    return this.#surroundings.after(delayMs, () => {
      const late = Math.max(0, this.#surroundings.now() - due - 1);
      this.#lagMs = Math.min(LONGEST_LAG_MS, Math.max(late, this.#lagMs * 0.9));
      callback(late);
    });
  }
}

/** Rounded to tenths, so that messages stay short. */
function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
