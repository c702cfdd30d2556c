/**
 * Gossip through delegates: each node hands its news to one peer, the lowest-ranked it can reach, and the root of the tree
 * that this makes hands them to all others. Both sides wait up to one window, so that news travel together (`beat.ts`).
 *
 * Nothing is lost: a value leaves a sender's care for a peer only when that peer has said that it has it (`Peer.acked`),
 * what is not confirmed is asked for (`watch.ts`), and every two nodes that can reach each other are joined by such pairs
 * (`tree.ts`), which look for each other when they are not (`probes.ts`).
 */

import type { Body } from '../protocol/message.js';
import { Attachment } from './attachment.js';
import { Beat } from './beat.js';
import { type Gossip, readGossip } from './message.js';
import { Neighbourhood } from './neighbourhood.js';
import { NodeTime } from './node-time.js';
import { originOf, type Peer } from './peer.js';
import { Probes } from './probes.js';
import { Sender } from './sender.js';
import { Speaker } from './speaker.js';
import type { Parameters, Strategy, Surroundings } from './strategy.js';
import { ValueLog } from './value-log.js';
import { Watch } from './watch.js';

/** What is overtaken by less than this, beside the measured jitter, is not missed yet. */
const OVERTAKING_MS = 10;

export class DelegateGossip implements Strategy {
  readonly #time: NodeTime;
  readonly #learned: (value: unknown) => void;
  readonly #origin: string;
  readonly #life: string;
  readonly #log = new ValueLog();
  readonly #hood: Neighbourhood;
  readonly #beat = new Beat();
  readonly #sender: Sender;
  readonly #speaker: Speaker;
  readonly #watch: Watch;
  readonly #probes: Probes;
  readonly #attachment: Attachment;
  #valuesReceived = 0;
  #valuesReceivedTwice = 0;

  constructor(surroundings: Surroundings, parameters: Parameters) {
    const { self, nodes, random } = surroundings;
    const time = new NodeTime(surroundings);
    const hood = new Neighbourhood(self, nodes);
    this.#time = time;
    this.#hood = hood;
    this.#learned = (value) => surroundings.learned(value);
    this.#life = random.fork('life').integer(0, 0x7fffffff).toString(36);
    this.#origin = originOf(self, this.#life);
    const parts = { hood, log: this.#log, beat: this.#beat };
    const identity = { origin: this.#origin, life: this.#life };
    const sender = new Sender(surroundings, { ...parts, identity }, parameters);
    this.#sender = sender;
    this.#watch = new Watch(time, hood, {
      ackWithinMs: (peer) => sender.ackWithinMs(peer),
      ask: (peer) => this.#speaker.ask(peer, 'repair'),
      suspect: (peers) => this.#attachment.suspect(peers),
    });
    this.#speaker = new Speaker(time, { ...parts, sender, watch: this.#watch });
    this.#probes = new Probes(time, hood, random, {
      windowMs: () => sender.parameters.gossipIntervalMs,
      probe: (peer) => this.#speaker.ask(peer, 'probe'),
    });
    this.#attachment = new Attachment({ time, hood, sender, speaker: this.#speaker, probes: this.#probes });
    this.configure(parameters);
    this.#attachment.start(parameters.gossipIntervalMs);
  }

  get messagesSent(): number {
    return this.#sender.messages;
  }

  configure(parameters: Parameters): void {
    this.#sender.parameters = parameters;
    this.#hood.configure(parameters);
    this.#speaker.reset();
    this.#attachment.chooseDelegate();
    if (this.#log.entries.length > 0) this.#speaker.schedule();
  }

  publish(value: unknown): void {
    const now = this.#time.now();
    const seq = this.#log.own.length + 1;
    this.#log.add({ origin: this.#origin, seq, value, from: undefined, bornMs: now, arrivedMs: now });
    this.#speaker.schedule();
  }

  receive(src: string, body: Body): void {
    const peer = this.#hood.byId.get(src);
    if (peer === undefined) return;
    const gossip = readGossip(body);
    const now = this.#time.now();
    this.#attachment.heard();
    const isReborn = peer.meet(gossip.life);
    /** Meant for an earlier life of this node: what it says of this node is not true of this one. */
    const isMistaken = gossip.to !== undefined && gossip.to !== this.#life;
    const echo = isMistaken ? undefined : gossip.echo;
    // By a later message, or by itself: what the network delivers twice is no news the second time.
    const isOvertaken = peer.stamp !== undefined && gossip.at <= peer.stamp.at;
    const pathChanged = !isOvertaken && peer.path?.join() !== gossip.path.join();
    if (!isOvertaken) {
      if (echo !== undefined) peer.roundTrip.measure(now - echo.at - echo.heldMs);
      peer.stamp = { at: gossip.at, arrivedMs: now };
      peer.path = gossip.path;
      peer.tornSinceMs = gossip.torn ? (peer.tornSinceMs ?? now) : undefined;
      if (peer === this.#hood.delegate)
        this.#beat.delegateSpeaks(now - peer.roundTrip.latencyMs, gossip.speaksInMs);
    }
    const isFresh = this.#take(peer, gossip, now, isMistaken);
    // The answer to a question is whatever was sent after the question had come.
    if (echo !== undefined && peer.askedAtMs !== undefined && echo.at >= peer.askedAtMs) {
      const isBehind = gossip.digest !== undefined && peer.lacksWhatWasSentBeforeAsking;
      peer.askedAtMs = undefined;
      peer.silences = 0;
      this.#attachment.answered(peer);
      if (isBehind) this.#sendAgain(peer);
    }
    if (!isOvertaken && this.#missesSomething(peer, now)) this.#sendAgain(peer);
    const wasCutOff = this.#watch.heard(peer);
    this.#judge(peer, gossip, echo?.at, pathChanged);
    if (gossip.ask) this.#speaker.send(peer, { cause: 'repair', complete: true });
    if (isMistaken) this.#speaker.ask(peer, 'repair');
    else if (gossip.runs.length > 0) this.#speaker.oweAck(peer, gossip.ackWithinMs);
    if (isReborn) this.#attachment.rejoin(peer);
    if (isFresh || isReborn || pathChanged || wasCutOff) this.#speaker.schedule();
    this.#attachment.tellWay();
    if (isMistaken || gossip.reborn) this.#attachment.announce();
  }

  detail(): Readonly<Record<string, unknown>> {
    const { sent, valuesSent } = this.#sender;
    const carrying = sent.push + sent.relay + sent.repair;
    const hood = this.#hood;
    return {
      messages_by_cause: { ...sent },
      values_sent: valuesSent,
      values_received: this.#valuesReceived,
      values_received_twice: this.#valuesReceivedTwice,
      values_per_message: carrying === 0 ? 0 : valuesSent / carrying,
      round_trip_ms: Object.fromEntries(
        hood.peers
          .filter((p) => p.life !== undefined && p.roundTrip.measured)
          .map((p) => [p.id, p.roundTrip.ms]),
      ),
      delegate: hood.delegate?.id ?? null,
      children: hood.children().map((peer) => peer.id),
      suspects: hood.suspects().map((peer) => peer.id),
      unacknowledged: hood.neighbours().reduce((sum, peer) => sum + Math.max(0, peer.next - peer.acked), 0),
    };
  }

  // --- taking ---------------------------------------------------------------------------------------------------------

  /** Files what a message says and holds. True where some values were new. */
  #take(peer: Peer, gossip: Gossip, now: number, isMistaken: boolean): boolean {
    let fresh = false;
    for (const [origin, first, ...values] of gossip.runs) {
      for (const [i, value] of values.entries()) {
        const bornMs = now - gossip.heldMs;
        const entry = { origin, seq: first + i, value, from: peer.name, bornMs, arrivedMs: now };
        if (this.#log.add(entry)) {
          fresh = true;
          this.#valuesReceived++;
          this.#learned(value);
        } else this.#valuesReceivedTwice++;
      }
      peer.knowledge.learnRun(origin, first, first + values.length - 1);
    }
    if (gossip.digest !== undefined) {
      const { seen, beyond } = gossip.digest;
      for (const [origin, seqs] of Object.entries(beyond))
        for (const seq of seqs) peer.knowledge.learnOne(origin, seq);
      for (const [origin, upTo] of Object.entries(seen)) peer.knowledge.learn(origin, upTo);
    }
    if (!isMistaken) {
      if (gossip.no !== undefined) peer.incoming.take(gossip.no, gossip.anew);
      peer.confirm(gossip.got);
    }
    peer.advance(this.#log, this.#origin);
    if (peer.incoming.hasGap) this.#watchGap(peer, peer.roundTrip.jitterMs + OVERTAKING_MS);
    else if (gossip.digest !== undefined && peer.knowledge.isAheadOf(this.#log))
      this.#watchGap(peer, peer.roundTrip.patienceMs + this.#sender.parameters.gossipIntervalMs);
    return fresh;
  }

  /** A gap may close by itself, by what is still under way; if it does not, the peer is asked. */
  #watchGap(peer: Peer, waitMs: number): void {
    peer.gap ??= this.#time.after(waitMs, () => {
      peer.gap = undefined;
      if (peer.suspected || peer.askedAtMs !== undefined) return;
      if (peer.incoming.hasGap || peer.knowledge.isAheadOf(this.#log)) this.#speaker.ask(peer, 'repair');
    });
  }

  /** It has spoken so long after something was sent to it that it would have come, and has not confirmed it. */
  #missesSomething(peer: Peer, now: number): boolean {
    const { oldest } = peer.outgoing;
    const isLate = oldest !== undefined && now - oldest.atMs > peer.roundTrip.patienceMs;
    return isLate && peer.owes && !peer.suspected && peer.askedAtMs === undefined;
  }

  /** The peer has said what it has, and something that it was sent is not among it. */
  #sendAgain(peer: Peer): void {
    peer.rollBack();
    if (this.#sender.lacks(peer)) this.#speaker.send(peer, { cause: 'repair' });
  }

  /** What a message proves of the link to its sender, and of the tree. */
  #judge(peer: Peer, gossip: Gossip, echoedAtMs: number | undefined, pathChanged: boolean): void {
    // A two-way link is proven by an echo of what was sent after the suspicion arose.
    const now = this.#time.now();
    if (peer.suspected) {
      if (echoedAtMs !== undefined && peer.isProvenBy(echoedAtMs))
        this.#attachment.rehabilitate(peer, gossip.doubt);
      else if (now - peer.probedAtMs > peer.roundTrip.patienceMs) {
        this.#speaker.ask(peer, 'probe');
        this.#probes.schedule();
      }
    }
    if (!gossip.doubt) peer.doubtsSinceMs = undefined;
    else if (!peer.suspected) peer.doubtsSinceMs ??= now;
    if (peer.doubtsSinceMs !== undefined && now - peer.doubtsSinceMs > peer.roundTrip.patienceMs) {
      this.#attachment.suspect([peer]);
    }
    // What a way over a suspect is worth changes with its age, too.
    if (pathChanged || this.#hood.suspects().length > 0) this.#attachment.chooseDelegate();
    if (pathChanged || gossip.torn) this.#probes.schedule();
    if (!pathChanged) return;
    // The delegate has found a way to one that this node could not reach: perhaps it can now.
    const { delegate } = this.#hood;
    if (peer !== delegate) return;
    const regained = this.#hood.suspects().find((each) => peer.path?.includes(each.id));
    if (regained !== undefined) this.#speaker.ask(regained, 'probe');
  }
}
