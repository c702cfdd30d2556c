/**
 * What a node does with a message of gossip, step by step: `receive` names the steps, each stands below it.
 *
 * Every step does the same whether a message comes once or twice, early or late. Their order matters in one respect:
 * what the message says is filed (`measure`, `take`) before anything is answered, so that each answer holds the
 * newest.
 */

import type { Beat } from './beat.js';
import type { Membership } from './membership.js';
import type { Gossip } from './message.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { NodeTime } from './node-time.js';
import type { Peer } from './peer.js';
import type { Probes } from './probes.js';
import type { Identity, Sender } from './sender.js';
import type { Speaker } from './speaker.js';
import type { ValueLog } from './value-log.js';
import type { Watch } from './watch.js';

/** A message that another one overtakes by less than this, beside the measured jitter, is not missed yet. */
const OVERTAKING_MS = 10;

export interface ReceiverParts {
  readonly identity: Identity;
  readonly time: NodeTime;
  readonly hood: Neighbourhood;
  readonly log: ValueLog;
  readonly beat: Beat;
  readonly sender: Sender;
  readonly watch: Watch;
  readonly speaker: Speaker;
  readonly probes: Probes;
  readonly membership: Membership;
  /** Reports a value that this node did not know. */
  readonly learned: (value: unknown) => void;
}

/** A message that has come, and what it is to this node. */
interface Arrival {
  readonly peer: Peer;
  readonly gossip: Gossip;
  readonly nowMs: number;
  /** The peer has lost its memory since its last message. */
  readonly isReborn: boolean;
  /** It was sent to an earlier life of this node: its statements about this node do not hold for this life. */
  readonly isMistaken: boolean;
  /** By a later message, or by itself: what the network delivers twice is no news the second time. */
  readonly isOvertaken: boolean;
  /** The peer has reported another path to its root than before. */
  readonly pathChanged: boolean;
  /** This life's stamp that the peer has received last, and how long ago. */
  readonly echo: Gossip['echo'];
}

export class Receiver {
  readonly #parts: ReceiverParts;
  #values = 0;
  #valuesTwice = 0;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Values that came and were new. */
  get values(): number {
    return this.#values;
  }

  /** Values that came and were known. */
  get valuesTwice(): number {
    return this.#valuesTwice;
  }

  receive(peer: Peer, gossip: Gossip): void {
    const { membership, watch } = this.#parts;
    membership.heard();
    const arrival = this.#identify(peer, gossip);
    this.#measure(arrival);
    const isFresh = this.#take(arrival);
    this.#settleQuestion(arrival);
    this.#repair(arrival);
    const wasCutOff = watch.heard(peer);
    this.#judgeLink(arrival);
    this.#judgeTree(arrival);
    this.#answer(arrival);
    this.#spread(arrival, isFresh || wasCutOff);
  }

  /** Which lives of the two nodes speak, and whether this is news. */
  #identify(peer: Peer, gossip: Gossip): Arrival {
    const { identity, time } = this.#parts;
    const isReborn = peer.meet(gossip.life);
    const isMistaken = gossip.to !== undefined && gossip.to !== identity.life;
    const isOvertaken = peer.link.isOvertaken(gossip.at);
    const pathChanged = !isOvertaken && peer.standing.path?.join() !== gossip.path.join();
    const echo = isMistaken ? undefined : gossip.echo;
    return { peer, gossip, nowMs: time.now(), isReborn, isMistaken, isOvertaken, pathChanged, echo };
  }

  /** Notes the peer's distance, its position in the tree, and when it speaks next. */
  #measure({ peer, gossip, nowMs, isOvertaken, echo }: Arrival): void {
    if (isOvertaken) return;
    const { link, standing } = peer;
    if (echo !== undefined) link.roundTrip.measure(nowMs - echo.at - echo.heldMs);
    link.heard(gossip.at, nowMs);
    standing.report(gossip.path, gossip.torn, nowMs);
    const { hood, beat } = this.#parts;
    if (peer === hood.delegate) beat.delegateSpeaks(nowMs - link.roundTrip.latencyMs, gossip.speaksInMs);
  }

  /** Stores the values, and notes which values the peer has. Returns true if some were new. */
  #take(arrival: Arrival): boolean {
    const { log, identity } = this.#parts;
    const { peer, gossip, isMistaken } = arrival;
    const isFresh = this.#takeValues(arrival);
    if (gossip.digest !== undefined) peer.cursor.learnDigest(gossip.digest);
    if (!isMistaken) {
      if (gossip.no !== undefined) peer.incoming.take(gossip.no, gossip.anew);
      peer.cursor.confirm(gossip.got);
    }
    peer.cursor.advance(log, identity.origin);
    this.#watchGap(arrival);
    return isFresh;
  }

  #takeValues({ peer, gossip, nowMs }: Arrival): boolean {
    const { log, learned } = this.#parts;
    const before = this.#values;
    const bornMs = nowMs - gossip.heldMs;
    for (const [origin, first, ...values] of gossip.runs) {
      for (const [i, value] of values.entries()) {
        const entry = { origin, seq: first + i, value, from: peer.name, bornMs, arrivedMs: nowMs };
        if (log.add(entry)) {
          this.#values++;
          learned(value);
        } else this.#valuesTwice++;
      }
      peer.cursor.learnRun(origin, first, first + values.length - 1);
    }
    return this.#values > before;
  }

  /** Messages under way may close a gap; if they do not, the peer is asked. */
  #watchGap({ peer, gossip }: Arrival): void {
    const { log, time, sender, speaker } = this.#parts;
    const { roundTrip } = peer.link;
    const lacks = (): boolean => peer.incoming.hasGap || peer.cursor.isAheadOf(log);
    let waitMs: number;
    if (peer.incoming.hasGap) waitMs = roundTrip.jitterMs + OVERTAKING_MS;
    else if (gossip.digest !== undefined && lacks()) waitMs = roundTrip.patienceMs + sender.windowMs;
    else return;
    peer.alarms.gap.set(time, waitMs, () => {
      if (!peer.isSuspected && !peer.link.isAsked && lacks()) speaker.ask(peer, 'repair');
    });
  }

  /** The peer may have answered a question: values sent to it before, and not among those it has, are lost. */
  #settleQuestion({ peer, gossip, echo }: Arrival): void {
    const question = echo && peer.link.settle(echo.at);
    if (question === undefined) return;
    const isBehind = gossip.digest !== undefined && !peer.cursor.hasAcknowledged(question.sent);
    this.#parts.membership.answered(peer);
    if (isBehind) this.#sendAgain(peer);
  }

  /** The peer has spoken so late after something was sent to it that it would have come, and has not confirmed it. */
  #repair({ peer, nowMs, isOvertaken }: Arrival): void {
    if (isOvertaken || peer.isSuspected || peer.link.isAsked || !peer.cursor.owes) return;
    const { oldestOpen } = peer.cursor;
    if (oldestOpen !== undefined && nowMs - oldestOpen.atMs > peer.link.roundTrip.patienceMs)
      this.#sendAgain(peer);
  }

  #sendAgain(peer: Peer): void {
    peer.cursor.rollBack();
    this.#parts.speaker.supply(peer, 'repair');
  }

  /**
   * Evaluates the message as proof of the link to its sender: a suspect may be regained, a doubtful peer is
   * suspected.
   */
  #judgeLink({ peer, gossip, echo }: Arrival): void {
    const { time, membership, speaker, probes } = this.#parts;
    const { link, standing } = peer;
    const now = time.now();
    const { patienceMs } = link.roundTrip;
    if (peer.isSuspected) {
      if (echo !== undefined && link.isProvenBy(echo.at)) membership.regain(peer, gossip.doubt);
      else if (now - standing.probedAtMs > patienceMs) {
        speaker.ask(peer, 'probe');
        probes.schedule();
      }
    }
    standing.reportDoubt(gossip.doubt, now);
    if (standing.doubtsForMs(now) > patienceMs) membership.lost([peer]);
  }

  /** Updates the tree. */
  #judgeTree({ peer, gossip, pathChanged }: Arrival): void {
    const { hood, membership, probes, speaker } = this.#parts;
    // The value of a path over a suspect changes with its age, too.
    if (pathChanged || hood.suspects().length > 0) membership.chooseDelegate();
    if (pathChanged || gossip.torn) probes.schedule();
    if (!pathChanged || peer !== hood.delegate) return;
    // The delegate has found a path to a peer that this node could not reach: perhaps it can now.
    const regained = hood.suspects().find((each) => gossip.path.includes(each.id));
    if (regained !== undefined) speaker.ask(regained, 'probe');
  }

  /** Answers a question, corrects a mistaken peer, or owes an acknowledgement. */
  #answer({ peer, gossip, isMistaken }: Arrival): void {
    const { speaker } = this.#parts;
    if (gossip.ask) speaker.send(peer, { cause: 'repair', complete: true });
    if (isMistaken) speaker.ask(peer, 'repair');
    else if (gossip.runs.length > 0) speaker.oweAck(peer, gossip.ackWithinMs);
  }

  /** Informs other nodes of what has changed here. */
  #spread({ peer, gossip, isReborn, isMistaken, pathChanged }: Arrival, isNews: boolean): void {
    const { speaker, membership } = this.#parts;
    if (isReborn) membership.rejoin(peer);
    if (isNews || isReborn || pathChanged) speaker.schedule();
    membership.reportPath();
    if (isMistaken || gossip.reborn) membership.announce();
  }
}
