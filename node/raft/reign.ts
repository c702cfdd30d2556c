/**
 * One leader's term: it takes commands, has a majority write them down, and commits them in order.
 *
 * *Few messages.* New entries go only to the quickest followers that make a majority with the leader. The others get
 * them with the heartbeat, which is sent twice in a patience. When one of the quick followers falls silent, all are
 * sent the entries at once, and another takes its place.
 *
 * *Reads* need no message at all while the lease holds: a follower that answered a message has promised not to vote
 * for another node for a patience from when it got it, which was after it was sent. While a majority is bound in this
 * way there is no other leader, and the committed state here is the newest there is. Without a lease a read waits
 * until a majority has answered a message that was sent after the read came (section 6.4 of the Raft dissertation).
 */

import type { Timer } from '../clock.js';
import { mayBeAdmitted } from './admission.js';
import type { BallotBox } from './ballot.js';
import { BATCH, dispatch } from './dispatch.js';
import type { Execution } from './execution.js';
import type { Log } from './log.js';
import type { Appended } from './message.js';
import { Progress } from './progress.js';
import { majority, type Surroundings } from './surroundings.js';

/** The most by which the clocks of a cluster may drift apart while a lease lasts. */
const LEASE_OF_PATIENCE = 0.9;
/**
 * A leader steps down after this many patiences without answers from a majority: the others may hear each other, and
 * not it.
 */
const PATIENCES_UNANSWERED = 1.5;

/** The parts of its replica that a reign uses. */
export interface Realm {
  readonly surroundings: Surroundings;
  readonly box: BallotBox;
  readonly log: Log;
  readonly execution: Execution;
  /** Called when no majority answers any more. */
  abdicate(): void;
}

export class Reign {
  readonly #realm: Realm;
  readonly #followers: readonly Progress[];
  readonly #term: number;
  readonly #beganMs: number;
  /** The followers that get new entries at once. */
  #quick: ReadonlySet<Progress> = new Set();
  #patienceMs: number;
  /** When the patience last grew; a follower that was sent a shorter one before has promised less. */
  #patienceSinceMs: number;
  #commands: unknown[] = [];
  #reads: { readonly sinceMs: number; readonly ready: () => void }[] = [];
  #flush: Timer | undefined;
  #timer: Timer | undefined;
  #ended = false;

  /** `quick`: the voters, in the order in which they answered the candidate. */
  constructor(realm: Realm, quick: readonly string[], patienceMs: number) {
    const { self, nodes, now } = realm.surroundings;
    this.#realm = realm;
    this.#term = realm.box.ballot.term;
    this.#patienceMs = patienceMs;
    this.#beganMs = this.#patienceSinceMs = now();
    const order = new Set([...quick, ...nodes]);
    order.delete(self);
    this.#followers = [...order].map((node) => new Progress(node, realm.log.lastIndex + 1));
  }

  /**
   * Begins with an empty entry. A leader may only count on entries of its own term: an entry of an earlier term that
   * a majority has can still be overruled by a leader that never had it (figure 8 of the Raft paper). Committing the
   * empty entry commits all entries before it too.
   */
  begin(): void {
    this.#chooseQuick();
    this.#commands.push(null);
    this.#write();
    // The others must hear at once that there is a leader, or they would stand against it.
    for (const follower of this.#followers) if (!this.#quick.has(follower)) this.#send(follower, true);
    this.#wait();
  }

  end(): void {
    this.#ended = true;
    this.#timer?.cancel();
    this.#flush?.cancel();
  }

  /**
   * Commands that come in one turn share one write and one round of messages. The only member of a cluster has no
   * follower to send to: it executes each command at once, so that a read that follows it sees it.
   */
  propose(command: unknown): void {
    this.#commands.push(command);
    if (this.#followers.length === 0) return this.#write();
    this.#flush ??= this.#realm.surroundings.after(0, () => {
      this.#flush = undefined;
      this.#write();
    });
  }

  /**
   * Calls back when the state that is committed then was the newest at a moment after now; never, if the reign ends
   * before.
   */
  confirm(ready: () => void): void {
    const sinceMs = this.#realm.surroundings.now();
    const read = { sinceMs, ready };
    this.#reads.push(read);
    this.#serveReads();
    if (!this.#reads.includes(read)) return;
    for (const follower of this.#quick) if (follower.lastSentMs < sinceMs) this.#send(follower, true);
  }

  /** Whether a majority is bound not to elect another leader. */
  get isSecure(): boolean {
    const since = this.#confirmedMs();
    const lease = LEASE_OF_PATIENCE * this.#patienceMs;
    return since >= this.#patienceSinceMs && this.#realm.surroundings.now() < since + lease;
  }

  /** Takes an answer of this term. */
  appended(src: string, { ok, index, at, disk, blank }: Appended): void {
    const follower = this.#followers.find(({ id }) => id === src);
    const { log, surroundings } = this.#realm;
    const now = surroundings.now();
    if (follower?.isOf(disk, blank === true, now, log.lastIndex) !== true) return;
    follower.answered(now, at);
    if (ok) follower.matched(index);
    const isCorrected = !ok && follower.refused(index);
    this.#advance();
    this.#serveReads();
    if (this.#ended || follower.isFull) return;
    const hasNews = this.#quick.has(follower) && follower.sentIndex < log.lastIndex;
    const hasLots = follower.sentIndex <= follower.match && log.lastIndex - follower.match >= BATCH;
    if (isCorrected || hasNews || hasLots || this.#admits(follower)) this.#send(follower, true);
  }

  #write(): void {
    const { log } = this.#realm;
    const entries = this.#commands.map((command) => ({ term: this.#term, command }));
    this.#commands = [];
    log.write(log.lastIndex + 1, entries);
    for (const follower of this.#quick) if (!follower.isFull) this.#send(follower, true);
    this.#advance();
    this.#serveReads();
  }

  /** Commits up to the last entry that a majority has, if that entry is of this term. */
  #advance(): void {
    const { log } = this.#realm;
    const has = this.#followers.map(({ match, blank }) => (blank ? 0 : match));
    const index = this.#ofMajority([...has, log.lastIndex]);
    if (index > this.#realm.execution.commitIndex && log.termAt(index) === this.#term)
      this.#realm.execution.commitTo(index);
  }

  /** The latest moment at which a majority, this node included, was certainly following. */
  #confirmedMs(): number {
    const answered = this.#followers.map(({ answeredMs, blank }) => (blank ? -Infinity : answeredMs));
    return this.#ofMajority([...answered, this.#realm.surroundings.now()]);
  }

  /** The largest number that a majority of these reaches; each member contributes one. */
  #ofMajority(numbers: readonly number[]): number {
    return numbers.toSorted((a, b) => b - a)[majority(numbers.length) - 1] ?? -Infinity;
  }

  #serveReads(): void {
    // Before its first entry is committed a leader does not know how far its predecessors committed.
    if (this.#realm.log.termAt(this.#realm.execution.commitIndex) !== this.#term) return;
    const confirmedMs = this.isSecure ? Infinity : this.#confirmedMs();
    const served = this.#reads.filter(({ sinceMs }) => sinceMs <= confirmedMs);
    if (served.length === 0) return;
    this.#reads = this.#reads.filter(({ sinceMs }) => sinceMs > confirmedMs);
    for (const { ready } of served) ready();
  }

  #admits(follower: Progress): boolean {
    return follower.blank && mayBeAdmitted(follower, this.#followers, this.#followers.length + 1);
  }

  #send(follower: Progress, ask: boolean): void {
    const { log, box, surroundings } = this.#realm;
    const nowMs = surroundings.now();
    const circumstances = {
      term: this.#term,
      nowMs,
      patienceMs: this.#patienceMs,
      commitIndex: this.#realm.execution.commitIndex,
      roster: box.ballot.roster,
    };
    const admit = this.#admits(follower);
    const { body, lastIndex, isAnswered } = dispatch(follower, log, circumstances, { ask, admit });
    surroundings.send(follower.id, body);
    follower.sent(nowMs, lastIndex, isAnswered);
  }

  /** Picks the least silent followers; among equals the present order is kept. */
  #chooseQuick(): void {
    const order = this.#followers.toSorted(
      (a, b) => Number(a.blank) - Number(b.blank) || a.silences - b.silences,
    );
    this.#quick = new Set(order.slice(0, majority(this.#followers.length + 1) - 1));
  }

  #wait(): void {
    if (this.#followers.length === 0) return;
    const due = this.#followers.map((each) => Math.min(this.#heartbeatDueMs(each), each.overdueMs));
    const { now, after } = this.#realm.surroundings;
    this.#timer = after(Math.max(1, Math.min(...due) - now()), () => {
      this.#tick(now());
      if (!this.#ended) this.#wait();
    });
  }

  #heartbeatDueMs({ lastSentMs }: Progress): number {
    return lastSentMs + this.#patienceMs / 2;
  }

  #tick(now: number): void {
    if (now - Math.max(this.#confirmedMs(), this.#beganMs) > PATIENCES_UNANSWERED * this.#patienceMs) {
      this.#realm.abdicate();
      return;
    }
    const isLonger = this.#adaptPatience(now);
    const silent = this.#followers.filter(({ overdueMs }) => overdueMs <= now);
    const isHindered = silent.some((each) => this.#quick.has(each));
    for (const follower of silent) follower.lost();
    if (isHindered) this.#chooseQuick();
    const { lastIndex } = this.#realm.log;
    const isAnyBlank = this.#followers.some(({ blank }) => blank);
    for (const follower of this.#followers) {
      const lacks = follower.match < lastIndex || this.#reads.length > 0;
      if (isLonger || (isHindered && lacks) || this.#heartbeatDueMs(follower) <= now)
        this.#send(follower, isHindered || isAnyBlank || this.#quick.has(follower));
    }
  }

  /** Returns true if the patience has grown: followers must hear of it before the old one expires. */
  #adaptPatience(now: number): boolean {
    const before = this.#patienceMs;
    const patiences = this.#followers.map(({ roundTrip }) => roundTrip.patienceMs(before));
    // As long as the quickest majority needs, so that one slow node does not delay all.
    this.#patienceMs = patiences.toSorted((a, b) => a - b)[this.#quick.size - 1] ?? before;
    if (this.#patienceMs > before) this.#patienceSinceMs = now;
    return this.#patienceMs > before;
  }
}
