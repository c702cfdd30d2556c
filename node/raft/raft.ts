/**
 * A replica: one member of a Raft cluster ("In search of an understandable consensus algorithm", Ongaro and
 * Ousterhout 2014; the dissertation of 2014 has the details). Read this file first, then `reign.ts` for what a leader
 * does, and `log.ts`.
 *
 * Time is divided into terms; in each at most one node leads, because each node votes once in it and a majority is
 * needed. Only the leader appends to the log; the others copy it. An entry that a majority has written down in the
 * leader's own term is committed: any later leader has it, because no member of that majority votes for a candidate
 * that lacks it.
 *
 * Two additions prevent needless elections. *Pre-vote*: a node that hears no leader first asks whether it would be
 * elected, without entering a new term, so that a node that was cut off for an hour does not return with a term that
 * deposes the leader. *Patience*: a node that has heard of a leader lately votes for no other, whatever the term.
 * Leases rest on this promise (reign.ts), so it holds across a restart too.
 */

import { type Ballot, BallotBox } from './ballot.js';
import { Execution, type Machine } from './execution.js';
import { Genesis } from './genesis.js';
import { Log } from './log.js';
import type { Append, Appended, Here, Snapshot, Vote, Voted } from './message.js';
import { Patience } from './patience.js';
import { type Realm, Reign } from './reign.js';
import { majority, type Surroundings } from './surroundings.js';

/** An attempt to become the leader; `pre` is the pre-vote. */
interface Candidacy {
  readonly pre: boolean;
  readonly term: number;
  /** The nodes that have granted a vote, this one included, in the order of their answers. */
  readonly votes: Set<string>;
  isAnswered: boolean;
}

export class Raft {
  readonly log: Log;
  readonly #surroundings: Surroundings;
  readonly #execution: Execution;
  readonly #box: BallotBox;
  readonly #genesis: Genesis;
  readonly #patience: Patience;
  readonly #changed: () => void;
  #leader: string | undefined;
  #candidacy: Candidacy | undefined;
  #reign: Reign | undefined;

  /** `changed` is called when the leader that this node knows of has changed. */
  constructor(surroundings: Surroundings, machine: Machine, changed: () => void) {
    const { storage, random } = surroundings;
    this.#surroundings = surroundings;
    this.#changed = changed;
    this.#box = new BallotBox(storage, random.fork('disk'));
    this.log = new Log(storage);
    this.#execution = new Execution(this.log, machine);
    this.#genesis = new Genesis(surroundings, this.#box, () => this.#stand(false));
    this.#patience = new Patience(surroundings, this.#box);
  }

  start(): void {
    this.#watch();
    this.#genesis.start();
    // The only member of a cluster has promised nothing to other nodes: it leads at once, after a restart too.
    if (this.ballot.member && this.#reign === undefined && this.#surroundings.nodes.length === 1)
      this.#stand(false);
  }

  get ballot(): Ballot {
    return this.#box.ballot;
  }

  get isLeader(): boolean {
    return this.#reign !== undefined;
  }

  /** The leader of this term, perhaps this node; undefined if it is not known. */
  get leader(): string | undefined {
    return this.#leader;
  }

  get commitIndex(): number {
    return this.#execution.commitIndex;
  }

  get patienceMs(): number {
    return this.#patience.ms;
  }

  /** Proposes a command, if this node leads. It is not certain to be executed. */
  propose(command: unknown): void {
    this.#reign?.propose(command);
  }

  /** Calls back when the state of this node is the newest there is; never, if it does not lead or ceases to. */
  confirm(ready: () => void): void {
    this.#reign?.confirm(ready);
  }

  hello(src: string): void {
    this.#genesis.hello(src);
  }

  here(src: string, message: Here): void {
    this.#genesis.here(src, message);
  }

  vote(src: string, { term, pre, last_index, last_term, roster }: Vote): void {
    this.#genesis.adopt(roster);
    if (!this.ballot.member || this.#isBound) return;
    if (!pre && term > this.ballot.term) this.#follow(term);
    const { term: own, vote } = this.ballot;
    const isFree = pre ? term > own : term === own && (vote === null || vote === src);
    const granted = isFree && this.#isUpToDate(last_index, last_term);
    if (granted && !pre) {
      this.#box.change({ vote: src });
      this.#patience.postpone();
    }
    this.#surroundings.send(src, { type: 'voted', term: own, of: term, pre, granted });
  }

  voted(src: string, { term, of, pre, granted }: Voted): void {
    if (term > this.ballot.term) return this.#follow(term);
    const candidacy = this.#candidacy;
    if (candidacy === undefined || candidacy.pre !== pre || candidacy.term !== of) return;
    candidacy.isAnswered = true;
    if (granted) candidacy.votes.add(src);
    this.#count(candidacy);
  }

  append(src: string, message: Append): void {
    if (!this.#hear(src, message)) return;
    const entries = message.entries.map(([term, command]) => ({ term, command }));
    const { ok, index } = this.log.merge(message.prev_index, message.prev_term, entries);
    // Beyond `index` this log may hold uncommitted entries of another leader.
    if (ok) this.#execution.commitTo(Math.min(message.commit, index));
    if (message.ask === true || entries.length > 0 || !ok) this.#answer(src, ok, index, message.at);
  }

  snapshot(src: string, message: Snapshot): void {
    if (!this.#hear(src, message)) return;
    const { index, index_term: term, state } = message;
    this.#execution.install({ index, term, state });
    this.#answer(src, true, index, message.at);
  }

  appended(src: string, message: Appended): void {
    if (message.term > this.ballot.term) this.#follow(message.term);
    else if (message.term === this.ballot.term) this.#reign?.appended(src, message);
  }

  /** Takes a message of a leader. Returns false for a replaced leader, which is sent the newer term. */
  #hear(src: string, message: Append | Snapshot): boolean {
    const { term, patience_ms: patienceMs, roster, admit, at } = message;
    if (roster !== undefined) this.#genesis.adopt(roster);
    if (term < this.ballot.term) {
      this.#answer(src, false, 0, at);
      return false;
    }
    if (term > this.ballot.term || this.#candidacy !== undefined) this.#follow(term);
    if (this.#reign !== undefined) throw new Error(`${src} and this node both lead in term ${term}`);
    const { disk, member } = this.ballot;
    if (!member && admit === disk) this.#box.change({ member: true, vote: src });
    this.#patience.heard(patienceMs);
    this.#setLeader(src);
    return true;
  }

  #answer(dest: string, ok: boolean, index: number, at: number): void {
    const { term, disk, member } = this.ballot;
    const blank = member ? {} : { blank: true };
    this.#surroundings.send(dest, { type: 'appended', term, ok, index, at, disk, ...blank });
  }

  /** Whether it has promised a leader, perhaps itself, to vote for no other. */
  get #isBound(): boolean {
    return this.#reign === undefined ? this.#patience.isBound : this.#reign.isSecure;
  }

  /** A log is newer if its last entry is of a later term, or if it is longer in the same term. */
  #isUpToDate(lastIndex: number, lastTerm: number): boolean {
    return lastTerm === this.log.lastTerm ? lastIndex >= this.log.lastIndex : lastTerm > this.log.lastTerm;
  }

  /** Becomes a follower in this term, which is not before its own. */
  #follow(term: number): void {
    this.#candidacy = undefined;
    this.#reign?.end();
    if (this.#reign !== undefined) this.#patience.postpone();
    this.#reign = undefined;
    if (term === this.ballot.term && this.#leader !== this.#surroundings.self) return;
    if (term > this.ballot.term) this.#box.change({ term, vote: null });
    this.#setLeader(undefined);
  }

  #stand(pre: boolean): void {
    const { self, nodes, send } = this.#surroundings;
    if (!pre) {
      this.#setLeader(undefined);
      this.#box.change({ term: this.ballot.term + 1, vote: self });
    }
    const { term, roster } = this.ballot;
    const candidacy: Candidacy = {
      pre,
      term: pre ? term + 1 : term,
      votes: new Set([self]),
      isAnswered: false,
    };
    this.#candidacy = candidacy;
    this.#patience.postpone();
    const { lastIndex: last_index, lastTerm: last_term } = this.log;
    for (const node of nodes)
      if (node !== self)
        send(node, { type: 'vote', term: candidacy.term, pre, last_index, last_term, roster });
    this.#count(candidacy);
  }

  #count({ pre, votes }: Candidacy): void {
    if (votes.size < majority(this.#surroundings.nodes.length)) return;
    this.#candidacy = undefined;
    if (pre) this.#stand(false);
    else this.#lead(votes);
  }

  #lead(votes: ReadonlySet<string>): void {
    const realm: Realm = {
      surroundings: this.#surroundings,
      box: this.#box,
      log: this.log,
      execution: this.#execution,
      abdicate: () => this.#follow(this.ballot.term),
    };
    this.#reign = new Reign(realm, [...votes], this.#patience.ms);
    this.#reign.begin();
    this.#setLeader(this.#surroundings.self);
  }

  #setLeader(leader: string | undefined): void {
    if (leader === this.#leader) return;
    this.#leader = leader;
    this.#changed();
  }

  #watch(): void {
    const { now, after } = this.#surroundings;
    after(Math.max(1, this.#patience.electionDueMs - now()), () => {
      if (now() >= this.#patience.electionDueMs) this.#missLeader();
      this.#watch();
    });
  }

  #missLeader(): void {
    this.#setLeader(this.#reign === undefined ? undefined : this.#surroundings.self);
    if (this.#reign !== undefined || !this.ballot.member) return this.#patience.postpone();
    if (this.#candidacy?.isAnswered === false) this.#patience.unanswered();
    this.#stand(true);
  }
}
